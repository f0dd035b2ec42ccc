import { recordRun } from '@/db/events'
import { type ExportedUser, usersAfter } from '@/db/operator/exported-users'
import type { Operator } from '@/lib/operator/command'

const USERS_AT_ONCE = 2_000

type Progress = { written: number }

/**
 * Every account as JSON lines, in pieces; what `importUsers` reads. `progress` counts along. An account that changes
 * meanwhile is told as it was or as it became; one that is made meanwhile may be missing.
 */
export async function* exportUsers(
  { withHashes }: { withHashes: boolean },
  progress: Progress = { written: 0 },
): AsyncGenerator<string> {
  let last: string | undefined
  for (;;) {
    const users = await usersAfter(last, USERS_AT_ONCE)
    if (users.length === 0) return
    last = users.at(-1)?.id
    progress.written += users.length
    yield users.map((user) => `${JSON.stringify(withHashes ? user : withoutHash(user))}\n`).join('')
  }
}

function withoutHash({ password_hash: _, ...rest }: ExportedUser) {
  return rest
}

/** Before the first account is written: whoever stops half way has had that half. */
export function recordExport({ name }: Operator, withHashes: boolean): Promise<void> {
  return recordRun('exported', { operator: name, hashes: withHashes ? 'yes' : 'no' })
}
