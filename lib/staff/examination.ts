import type { StaffRole } from '@/db/staff/tables'
import { examineInstallation } from '@/lib/doctor/examine-installation'
import type { Finding } from '@/lib/doctor/finding'
import { keptWork } from '@/lib/kept-work'
import type { Caller } from '@/lib/operation'
import { ok, type Result } from '@/lib/result'
import { mayRun } from './may-run'
import { runAsStaff } from './run-as-staff'

/** What the doctor found, and when it had finished. */
export type Examination = { at: string; findings: Finding[] }

const KEPT_SECONDS = 60
const examination = keptWork<Examination>('examination', KEPT_SECONDS)

/** Lets the doctor examine the installation from inside this process, which takes seconds, for a member who may see what it finds. */
export async function examineAsStaff(_: unknown, caller: Caller): Promise<Result<Examination>> {
  const asked = await runAsStaff('doctor database', {}, caller)
  if (!asked.ok) return asked
  const facts = async () => asked.value
  return ok(
    await examination.run(async () => {
      const findings = await examineInstallation({}, facts)
      return { at: new Date().toISOString(), findings }
    }),
  )
}

/** The last examination of this process; undefined after a minute, and for a role that may not see it. */
export function lastExamination(role: StaffRole): Examination | undefined {
  return mayRun('doctor database', role) ? examination.last() : undefined
}
