import { and, asc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Origin, User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { PASSKEYS_AT_MOST } from '@/db/factors/own-passkeys'
import { recordFactorChange } from '@/db/factors/record-change'
import { passkeys, setAsideFactors } from '@/db/factors/tables'
import { events } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { lockOwnSession } from '@/db/sessions/own-session'
import { bringBack, type Factor, forgetSetAside, noteSuspended, setAside } from './set-aside'

/** `name` is a passkey's. `madeAt`: when it was added, set up or made. */
export type SuspendedFactor = { id: string; kind: Factor; name: string | null; madeAt: Date; suspendedAt: Date }

/** What "this wasn't me" has suspended, for its owner to keep or remove, oldest first. */
export async function suspendedFactorsOf(userId: string): Promise<SuspendedFactor[]> {
  const found = await query((db) => select(db, eq(setAsideFactors.userId, userId)))
  return found as SuspendedFactor[]
}

function select(db: Database, which: SQL | undefined) {
  const { id, kind, rows, madeAt, suspendedAt } = setAsideFactors
  const name = sql<string | null>`${rows} -> 0 ->> 'name'`
  return db
    .select({ id, kind, name, madeAt, suspendedAt })
    .from(setAsideFactors)
    .where(and(which, isNotNull(suspendedAt)))
    .orderBy(asc(madeAt), asc(id))
}

type Own = { userId: string; sessionId: string; id: string }

/**
 * Puts a suspended factor back to work. An app takes the place of one that works now, as do recovery codes. Undefined if the session
 * has ended.
 */
export function keepSuspendedFactor(
  { id, ...own }: Own,
  origin: Origin,
): Promise<{ kept: Factor } | 'too-many' | 'not-found' | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, own)
    if (!user) return undefined
    const found = await findSuspended(tx, user, id)
    if (!found) return 'not-found'
    const { kind, name } = found
    if (kind === 'passkey') {
      if ((await tx.$count(passkeys, eq(passkeys.userId, user.id))) >= PASSKEYS_AT_MOST) return 'too-many'
    } else {
      // An instance of a former version has switched two-step login off, and leaves them here. They must not work unseen.
      if (!user.twoStepAt) return 'not-found'
      const replaced = await setAside(tx, user.id, { kind, as: 'removed' })
      // They may have begun with the app that is replaced.
      if (kind === 'authenticator-app' && replaced.length > 0)
        await endSessions(tx, { allOf: user.id, except: own.sessionId }, 'authenticator-app-replaced')
    }
    await bringBack(tx, kind, eq(setAsideFactors.id, id), { anew: true })
    await noteSuspended(tx, user.id)
    await recordFactorChange(tx, user, { change: `${kind}-kept`, passkeyName: name ?? undefined }, origin)
    return { kept: kind }
  })
}

/**
 * Removes a suspended factor for good. The owner is not told by email, because it did not work any more. Undefined if the session
 * has ended.
 */
export function removeSuspendedFactor(
  { id, ...own }: Own,
  origin: Origin,
): Promise<{ removed: Factor } | 'not-found' | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, own)
    if (!user) return undefined
    const found = await findSuspended(tx, user, id)
    if (!found) return 'not-found'
    await forgetSetAside(tx, user.id, eq(setAsideFactors.id, id))
    const details: Record<string, string> = found.name === null ? {} : { passkey_name: found.name }
    await tx.insert(events).values({ userId: user.id, type: `${found.kind}-removed`, details, ...origin })
    return { removed: found.kind }
  })
}

async function findSuspended(tx: Database, user: User, id: string): Promise<SuspendedFactor | undefined> {
  const [found] = await select(tx, and(eq(setAsideFactors.userId, user.id), eq(setAsideFactors.id, id)))
  return found as SuspendedFactor | undefined
}

/** Forgets the suspended factors that are of no use while two-step login is off. Passkeys log in by themselves. */
export async function forgetSuspendedCodes(tx: Database, userId: string): Promise<void> {
  const areOfNoUse = inArray(setAsideFactors.kind, ['authenticator-app', 'recovery-codes'])
  await forgetSetAside(tx, userId, and(isNotNull(setAsideFactors.suspendedAt), areOfNoUse))
}
