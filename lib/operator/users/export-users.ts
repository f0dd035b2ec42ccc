import * as z from 'zod/mini'
import { recordRun } from '@/db/events'
import { type ExportedUser, usersAfter } from '@/db/operator/exported-users'
import { command } from '@/lib/operator/command'
import { ok } from '@/lib/result'
import { csvLine } from './csv-line'

const USERS_AT_ONCE = 2_000

type Progress = { written: number }

type Format = 'jsonl' | 'jsonl with hashes' | 'csv'

/**
 * Every account, in pieces: as JSON lines, which `importUsers` reads, or as a CSV for spreadsheets, which never contains a hash.
 * `progress` counts along. An account that changes meanwhile is exported as it was before or after; one that is created
 * meanwhile may be missing.
 */
export async function* exportUsers(format: Format, progress: Progress = { written: 0 }): AsyncGenerator<string> {
  if (format === 'csv') yield BYTE_ORDER_MARK + csvLine([...CSV_COLUMNS])
  let last: string | undefined
  for (;;) {
    const users = await usersAfter(last, USERS_AT_ONCE)
    if (users.length === 0) return
    last = users.at(-1)?.id
    progress.written += users.length
    yield users.map(lines[format]).join('')
  }
}

/** Without it Excel does not read a CSV as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF'
const CSV_COLUMNS = [
  'id',
  'first_name',
  'last_name',
  'email',
  'phone_number',
  'email_verified_at',
  'disabled_at',
  'deletion_due_at',
  'created_at',
  'updated_at',
] as const satisfies (keyof ExportedUser)[]

const lines: Record<Format, (user: ExportedUser) => string> = {
  jsonl: (user) => `${JSON.stringify(withoutHash(user))}\n`,
  'jsonl with hashes': (user) => `${JSON.stringify(user)}\n`,
  csv: (user) => csvLine(CSV_COLUMNS.map((column) => user[column])),
}

function withoutHash({ password_hash: _, ...rest }: ExportedUser) {
  return rest
}

/** Recorded before the first account is written, because an interrupted export has left accounts, too. */
export const recordExport = command(
  { name: 'export', right: 'machine', input: z.object({ hashes: z.boolean() }) },
  async ({ hashes }, act) => {
    act.facts.hashes = hashes
    await recordRun('exported', { operator: act.operator, hashes: hashes ? 'yes' : 'no' }, act)
    return ok({})
  },
)
