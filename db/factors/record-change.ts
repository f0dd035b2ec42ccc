import type { Origin, User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { queueNotice } from '@/db/outbox/notices'
import { events, type FactorChange } from '@/db/schema'

type Change = { change: FactorChange; passkeyName?: string }

/** Records a change of the second factors or passkeys of a locked account, and tells its owner by email. */
export async function recordFactorChange(tx: Database, user: User, what: Change, origin: Origin): Promise<void> {
  const { change, passkeyName } = what
  const details: Record<string, string> = passkeyName === undefined ? {} : { passkey_name: passkeyName }
  await tx.insert(events).values({ userId: user.id, type: change, details, ...origin })
  await queueNotice(tx, 'second-factor-changed', user, origin, { factor_change: change, ...details })
}
