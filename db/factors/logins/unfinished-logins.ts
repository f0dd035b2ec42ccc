import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import type { Origin, User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { pendingLogins } from '@/db/factors/tables'
import { queueNotice } from '@/db/outbox/notices'
import { emails, events, type FailedSecondStep } from '@/db/schema'
import { ATTEMPTS_OF_LOGIN } from './pending-logins'

const AT_ONCE = 100

/** Records that someone who knew the password got no further, and tells the account owner, at most once a day. */
export function recordFailedSecondStep(userId: string, failure: FailedSecondStep, origin: Origin): Promise<void> {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    if (user) await record(tx, user, failure, origin)
  })
}

async function record(tx: Database, user: User, failure: FailedSecondStep, origin: Origin): Promise<void> {
  await tx.insert(events).values({ userId: user.id, type: 'second-step-failed', details: { failure }, ...origin })
  const today = gt(emails.createdAt, sql`now() - interval '1 day'`)
  const told = await tx.$count(emails, and(eq(emails.userId, user.id), eq(emails.kind, 'second-step-failed'), today))
  if (told === 0) await queueNotice(tx, 'second-step-failed', user, origin, { failure })
}

/**
 * Removes up to 100 logins that nobody finished in time. The account owner is told of those from a new device: someone knows the
 * password. Returns how many were removed.
 */
export async function removeUnfinishedLogins(): Promise<number> {
  const { id, userId } = pendingLogins
  const ended = await query((db) =>
    db.select({ id, userId }).from(pendingLogins).where(hasEnded()).orderBy(pendingLogins.expiresAt).limit(AT_ONCE),
  )
  for (const owner of new Set(ended.map((login) => login.userId))) {
    const ids = ended.filter((login) => login.userId === owner).map((login) => login.id)
    await removeOf(owner, ids)
  }
  return ended.length
}

/** The account is locked before the rows, as everywhere. Of several instances, one removes a row and tells of it. */
function removeOf(userId: string, ids: string[]): Promise<void> {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    const removed = await tx
      .delete(pendingLogins)
      .where(and(inArray(pendingLogins.id, ids), hasEnded()))
      .returning()
    // The owner of one with too many wrong codes was told when they were entered.
    const untold = removed.find(({ newDevice, attempts }) => newDevice && attempts < ATTEMPTS_OF_LOGIN)
    if (!user || !untold) return
    const { ip, userAgent } = untold
    await record(tx, user, 'unfinished', { ip: ip ?? undefined, userAgent: userAgent ?? undefined })
  })
}

const hasEnded = () => lte(pendingLogins.expiresAt, sql`now()`)
