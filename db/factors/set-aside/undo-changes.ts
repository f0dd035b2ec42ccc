import { and, desc, eq, gt, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Origin, User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { setAsideFactors } from '@/db/factors/tables'
import { type EventType, events, users } from '@/db/schema'
import { bringBack, type Factor, factors, hasWorking, noteSuspended, setAside, workingSince } from './set-aside'

type Undone = { type: EventType; details: Record<string, string> }

/**
 * Takes back what happened to the second factors of a locked account since `since`, because its owner says that it was somebody
 * else: what was added is suspended and what was removed works again; older ones that still work are left alone. Two-step login may
 * come on again but never goes off: otherwise whoever reads the mailbox could switch it off. True if there was anything to take back.
 */
export async function undoFactorChanges(tx: Database, user: User, since: SQL<Date>, origin: Origin): Promise<boolean> {
  // A row has the time at which its transaction began, and that may have waited for the change itself.
  const from = sql<Date>`${since} - interval '1 minute'`
  const undone: Undone[] = []
  for (const kind of factors) {
    const suspended = await setAside(tx, user.id, { kind, which: gt(workingSince(kind), from), as: 'suspended' })
    undone.push(...suspended.map(named(`${kind}-suspended`)))
  }
  if (undone.length > 0) await noteSuspended(tx, user.id)
  undone.push(...(await bringBackRemoved(tx, user, from)))
  if (undone.length === 0) return false
  await tx.insert(events).values(undone.map((each) => ({ userId: user.id, ...each, ...origin })))
  return true
}

async function bringBackRemoved(tx: Database, user: User, from: SQL<Date>): Promise<Undone[]> {
  const { userId, removedAt } = setAsideFactors
  const isRemoved = and(eq(userId, user.id), gt(removedAt, from), lte(setAsideFactors.madeAt, from))
  const restored = (await bringBack(tx, 'passkey', isRemoved)).map(named('passkey-restored'))
  const wasOn = await switchOnAgain(tx, user, isRemoved)
  if (!user.twoStepAt && !wasOn) return restored
  for (const kind of ['authenticator-app', 'recovery-codes'] as const) {
    // An older one that still works was there at that time, so the one that was removed since then is not missing.
    if (await hasWorking(tx, user.id, kind)) continue
    const back = await bringBack(tx, kind, newestOf(tx, kind, isRemoved))
    restored.push(...back.map(named(`${kind}-restored`)))
  }
  return wasOn ? [{ type: 'two-step-restored', details: {} }, ...restored] : restored
}

/** True if two-step login was switched off since then, and is on again now. */
async function switchOnAgain(tx: Database, user: User, isRemoved: SQL | undefined): Promise<boolean> {
  if (user.twoStepAt) return false
  const isOne = and(eq(setAsideFactors.kind, 'two-step'), isRemoved)
  const [removed] = await tx.delete(setAsideFactors).where(isOne).returning({ at: setAsideFactors.madeAt })
  if (!removed) return false
  await tx
    .update(users)
    .set({ twoStepAt: removed.at })
    .where(and(eq(users.id, user.id), isNull(users.twoStepAt)))
  return true
}

/** At any time one app and one set of codes worked, so there are several only if an earlier press has changed what was there. */
function newestOf(tx: Database, kind: Factor, isRemoved: SQL | undefined): SQL {
  const { id, madeAt } = setAsideFactors
  const newest = tx
    .select({ id })
    .from(setAsideFactors)
    .where(and(eq(setAsideFactors.kind, kind), isRemoved))
  return inArray(id, newest.orderBy(desc(madeAt)).limit(1))
}

const named =
  (type: EventType) =>
  ({ name }: { name: string | null }): Undone => ({ type, details: name === null ? {} : { passkey_name: name } })
