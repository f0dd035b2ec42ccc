import { redirect } from 'next/navigation'
import { runForm } from '@/app/_http/form/run-form'
import { orUnavailable } from '@/lib/operation'
import type { AnswerOf, CommandName } from '@/lib/operator/commands'
import type { Result } from '@/lib/result'
import { runAsStaff } from '@/lib/staff/run-as-staff'
import { refusedEmail } from '@/lib/staff/typed-email'
import { enterPath } from './open-staff'

type Asked<N> = {
  name: N
  input: object
  form: FormData
  reason?: string
  /** The ID of the account that the command is about, and the email that was typed to confirm it. */
  typed?: { user: string; email: string }
}

/** Runs a command with what a form of the console sent. If the console has closed meanwhile, leads into it again and then to `path`. */
export async function runStaffForm<N extends CommandName>(
  { name, input, form, reason, typed }: Asked<N>,
  path: `/staff${string}`,
): Promise<Result<AnswerOf<N>>> {
  const result = await runForm(
    (_, caller) =>
      orUnavailable(caller, async () => {
        const refused = typed && (await refusedEmail(name, typed, caller))
        return refused ?? runAsStaff(name, input, caller, reason)
      }),
    form,
  )
  if (!result.ok && result.code === 'unauthenticated') redirect(enterPath(path))
  return result
}
