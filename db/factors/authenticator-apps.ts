import { and, eq, gt, isNotNull, isNull, like, lt, or, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { inMinutes } from '@/db/links'
import { lockOwnSession } from '@/db/sessions/own-session'
import { authenticatorApps } from './tables'

/** Consecutive wrong codes after which an app is refused until a recovery code was used (NIST SP 800-63B-4 §3.2.2). */
export const FAILURES_AT_MOST = 100

/** Seconds since 1970 by the database's clock, which is the same for every instance. */
const now = () => sql<number>`extract(epoch from now())::float8`

export type App = Pick<typeof authenticatorApps.$inferSelect, 'id' | 'sealed' | 'lastStep' | 'failures'> & {
  setUpAt: Date
  now: number
}

/** The authenticator app of the account, if one is set up. `now`: seconds since 1970 by the database's clock. */
export async function findApp(userId: string): Promise<App | undefined> {
  const { id, sealed, lastStep, failures, setUpAt } = authenticatorApps
  const [app] = await query((db) =>
    db
      .select({ id, sealed, lastStep, failures, setUpAt: sql<Date>`${setUpAt}`.mapWith(setUpAt), now: now() })
      .from(authenticatorApps)
      .where(isAppOf(userId)),
  )
  return app
}

type NewSetUp = { userId: string; sessionId: string; sealed: string; minutes: number }

/**
 * Begins to set up an app beside the one that works. It replaces another setup that was not finished. False if the session has
 * ended.
 */
export function beginSetUp({ userId, sessionId, sealed, minutes }: NewSetUp): Promise<boolean> {
  return transaction(async (tx) => {
    if (!(await lockOwnSession(tx, { userId, sessionId }))) return false
    await tx
      .delete(authenticatorApps)
      .where(and(eq(authenticatorApps.userId, userId), isNull(authenticatorApps.setUpAt)))
    await tx.insert(authenticatorApps).values({ userId, sessionId, sealed, expiresAt: inMinutes(minutes) })
    return true
  })
}

/** The setup that this session began, while it lasts. */
export async function findSetUp(
  sessionId: string,
): Promise<{ id: string; sealed: string; expiresAt: Date; now: number } | undefined> {
  const { id, sealed, expiresAt } = authenticatorApps
  const [setUp] = await query((db) =>
    db
      .select({ id, sealed, expiresAt: sql<Date>`${expiresAt}`.mapWith(expiresAt), now: now() })
      .from(authenticatorApps)
      .where(and(eq(authenticatorApps.sessionId, sessionId), isSettingUp())),
  )
  return setUp
}

/** A condition on the rows of apps that are being set up and can still be finished. */
export const isSettingUp = () => and(isNull(authenticatorApps.setUpAt), gt(authenticatorApps.expiresAt, sql`now()`))

/** A condition on the rows of apps: the one that the account has set up. */
export const isAppOf = (userId: string) =>
  and(eq(authenticatorApps.userId, userId), isNotNull(authenticatorApps.setUpAt))

/**
 * Accepts the code of a time step, in the transaction of what it allows. False if that code or a later one was accepted before
 * (RFC 6238, section 5.2), or after too many wrong codes: of any number of racing calls, exactly one gets true.
 */
export async function useStep(tx: Database, id: string, userId: string, timeStep: number): Promise<boolean> {
  const { lastStep, failures, setUpAt } = authenticatorApps
  const isOne = and(eq(authenticatorApps.id, id), eq(authenticatorApps.userId, userId), isNotNull(setUpAt))
  const used = await tx
    .update(authenticatorApps)
    .set({ lastStep: timeStep, failures: 0 })
    .where(and(isOne, lt(lastStep, timeStep), lt(failures, FAILURES_AT_MOST)))
    .returning({ id: authenticatorApps.id })
  return used.length === 1
}

/** Counts a wrong code of the account's app. */
export async function countFailedCode(id: string): Promise<void> {
  const failures = sql`${authenticatorApps.failures} + 1`
  await query((db) => db.update(authenticatorApps).set({ failures }).where(eq(authenticatorApps.id, id)))
}

/** Gives the app of an account its attempts back. Returns how many apps had lost any. */
export async function forgetFailures(tx: Database, userId: string): Promise<number> {
  const { id, failures } = authenticatorApps
  const failed = and(eq(authenticatorApps.userId, userId), gt(failures, 0))
  return (await tx.update(authenticatorApps).set({ failures: 0 }).where(failed).returning({ id })).length
}

/** Up to `limit` apps whose sealed secret begins in one of these ways; `aad` is what it is bound to. */
export function appsSealedWith(
  beginnings: string[],
  limit: number,
): Promise<{ id: string; aad: string; sealed: string }[]> {
  const { id, userId, sealed } = authenticatorApps
  return query((db) =>
    db
      .select({ id, aad: userId, sealed })
      .from(authenticatorApps)
      .where(or(...beginnings.map((beginning) => like(sealed, `${beginning}%`))))
      .limit(limit),
  )
}

/** Replaces the sealed secret unless it is no longer `former`. */
export async function replaceSealedApp(id: string, former: string, sealed: string): Promise<void> {
  const isFormer = and(eq(authenticatorApps.id, id), eq(authenticatorApps.sealed, former))
  await query((db) => db.update(authenticatorApps).set({ sealed }).where(isFormer))
}
