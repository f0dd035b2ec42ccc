import { and, eq, isNull, not, type SQL, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { isLive, lockUser } from '@/db/accounts/live-account'
import type { Origin, User } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { type Later, prepared } from '@/db/connection/prepared'
import { hasLoggedInFrom } from '@/db/events'
import { holdPendingLogin, removePendingLogins } from '@/db/factors/logins/pending-logins'
import { type How, type SecondStep, useSecondStep } from '@/db/factors/logins/second-step'
import { isTrustedSince } from '@/db/factors/logins/trusted-browsers'
import type { UsedPasskey } from '@/db/factors/passkeys'
import { queueNotice } from '@/db/outbox/notices'
import { type EventType, events, sessions, users } from '@/db/schema'
import { endExcess, isCrowded, makeRoom } from './session-limit'
import type { SessionKind } from './sessions'

export type NewSession = {
  userId: string
  tokenHash: string
  kind: SessionKind
  lifetimeDays: number
  /** The account owner is told about it by email. */
  newDevice?: boolean
  /** The account owner is told unless an API client has logged in from there within this many days. */
  newUnlessWithinDays?: number
  /** The account waits for its deletion or gets no resets; this login ends that. */
  recovers?: boolean
  /** The most logins in 15 minutes; unlimited if undefined. */
  loginsAtMost?: number
}

/**
 * What showed that the account is the caller's: its password, by the hash that it was checked against; the password in a browser
 * that the account trusts; a login whose password was right, by its ID, and a second step; or a passkey, which is two steps in one,
 * because its device has verified its user. The password alone starts no session while two-step login is on.
 */
export type Proof = Password | TrustedLogin | { pendingLogin: string; step: SecondStep } | UsedPasskey
type Password = { checkedHash: string }
/** `trustedAt`: when the second step was done there. `freshMinutes`: how long a confirmation counts, as this login does not. */
type TrustedLogin = Password & { trustedAt: Date; freshMinutes: number }

type Refused = 'busy' | 'step-used'

const WITHOUT_END = 2 ** 31 - 1

/**
 * Starts a session only while `proof` still holds and the account is live. Nothing else adds a row to `sessions`.
 * The lock makes a reset in progress finish first, so that a login which began before it leaves no session behind. Usual
 * logins share the lock; if there is more to do, they run one after the other, so that none counts the sessions while
 * another adds one. 'busy' if the account has reached its limit of logins in 15 minutes, 'step-used' if another call has used
 * the code of the second step.
 */
export async function startSession(session: NewSession, proof: Proof, origin: Origin): Promise<boolean | Refused> {
  const usual = !session.recovers && !session.newDevice
  const alone = 'checkedHash' in proof && !('trustedAt' in proof)
  if (usual && alone && (await startAsUsual(session, proof, origin))) return true
  const started = await startWithMore(session, proof, origin)
  if (started === 'busy' || started === 'step-used') return started
  if (started === 'crowded') await endExcess(session.userId, origin)
  return started !== undefined
}

/**
 * Inserts only the session and its event, in one statement that holds the lock until both exist. False, and nothing is done,
 * if there is more to do or the account has changed. If it succeeds after its caller has given up waiting, it opens nothing,
 * because only the caller had the token.
 */
async function startAsUsual(session: NewSession, { checkedHash }: Password, origin: Origin): Promise<boolean> {
  const { userId, tokenHash, kind, lifetimeDays, newUnlessWithinDays: knownDays = 0 } = session
  const { loginsAtMost = WITHOUT_END } = session
  const started = await insertUsual({
    ...{ userId, checkedHash, tokenHash, kind, lifetimeDays, loginsAtMost, knownDays, isKnown: knownDays === 0 },
    ...{ ip: origin.ip ?? null, userAgent: origin.userAgent ?? null, sessionId: uuidv7(), eventId: uuidv7() },
  })
  return started.length > 0
}

const insertUsual = prepared('start_session', (db) => {
  const { placeholder } = sql
  const checked = and(eq(users.id, placeholder('userId')), eq(users.passwordHash, placeholder('checkedHash')))
  // Two-step login may have been switched on since the password was checked.
  const unchanged = and(isNull(users.deletionDueAt), isNull(users.resetsMutedUntil), isNull(users.twoStepAt))
  const there = hasLoggedInFrom(placeholder('ip'), placeholder('userAgent'), placeholder('knownDays'))
  const known = sql`(${placeholder('isKnown')}::boolean or ${there})`
  const account = db.$with('account').as(
    db
      .select({ id: users.id })
      .from(users)
      .where(and(checked, unchanged, isLive(), known, not(isCrowded()), not(isBusy(placeholder('loginsAtMost')))))
      .for('share'),
  )
  const kind = sql`${placeholder('kind')}::text`
  const origin = sql`${placeholder('ip')}, ${placeholder('userAgent')}`
  // Written by hand, so the name has to be translated to the stored one here.
  const login = sql.param('login' satisfies EventType, events.type)
  const event = db.$with('event', {}).as(sql`
    insert into ${events} (id, user_id, type, details, ip, user_agent)
    select ${placeholder('eventId')}, id, ${login}::text, jsonb_build_object('kind', ${kind}), ${origin} from account`)
  const expiresAt = sql`now() + make_interval(days => ${placeholder('lifetimeDays')})`
  return db
    .with(account, event)
    .insert(sessions)
    .select(sql`
      select ${placeholder('sessionId')}, ${placeholder('tokenHash')}, id, ${kind}, ${origin}, now(), now(), now(), ${expiresAt},
        null::timestamptz, 'pwd', null::timestamptz, null::timestamptz
      from account`)
    .returning({ id: sessions.id })
})

/** 'crowded' if the account has more sessions than one transaction should end. */
function startWithMore(
  session: NewSession,
  proof: Proof,
  origin: Origin,
): Promise<'started' | 'crowded' | Refused | undefined> {
  const { userId, tokenHash, kind, lifetimeDays, newUnlessWithinDays: knownDays, recovers } = session
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId, 'checkedHash' in proof ? proof : {})
    if (!user || !isProofFor(user, proof)) return undefined
    if (!recovers && (user.deletionDueAt || user.resetsMutedUntil)) return undefined
    if (await isSo(tx, userId, isBusy(session.loginsAtMost ?? WITHOUT_END))) return 'busy'
    const level = await levelOf(tx, user, proof, origin)
    if (typeof level === 'string') return level === 'ended' ? undefined : level
    if (recovers) {
      await tx.update(users).set({ deletionDueAt: null, resetsMutedUntil: null }).where(eq(users.id, userId))
      if (user.deletionDueAt) await tx.insert(events).values({ userId, type: 'account-deletion-canceled', ...origin })
    }
    const isNew =
      session.newDevice ||
      (knownDays && !(await isSo(tx, userId, hasLoggedInFrom(origin.ip ?? null, origin.userAgent ?? null, knownDays))))
    const crowded = await makeRoom(tx, userId, origin)
    const expiresAt = sql`now() + make_interval(days => ${lifetimeDays})`
    await tx.insert(sessions).values({ userId, tokenHash, kind, expiresAt, ...level, ...origin })
    await tx.insert(events).values({ userId, type: 'login', details: { kind, ...howOf(level) }, ...origin })
    if (isNew) await queueNotice(tx, 'new-device', user, origin)
    return crowded ? 'crowded' : 'started'
  })
}

/** With two-step login the password alone is no proof, and without it there is no second step. A passkey is one in either case. */
function isProofFor(user: User, proof: Proof): boolean {
  if ('passkey' in proof) return true
  // Asked again under the lock: a reset may have made the account forget the browser since its cookie was read.
  if ('trustedAt' in proof) return user.twoStepAt !== null && isTrustedSince(proof.trustedAt, user)
  return (user.twoStepAt === null) === 'checkedHash' in proof
}

/** The level that the proof gives to the session. The second step and the login that waited for it are used up. */
async function levelOf(tx: Database, user: User, proof: Proof, origin: Origin) {
  if ('trustedAt' in proof) {
    await removePendingLogins(tx, user.id, origin)
    return levelByTrust(proof)
  }
  if ('checkedHash' in proof) return { amr: 'pwd' } as const
  const waiting = 'pendingLogin' in proof ? proof : undefined
  if (waiting && !(await holdPendingLogin(tx, waiting.pendingLogin, user))) return 'ended'
  const how = await useSecondStep(tx, user, 'passkey' in proof ? proof : proof.step, origin)
  if (!how) return 'step-used'
  await removePendingLogins(tx, user.id, origin, waiting?.pendingLogin)
  return { amr: amrOf(how, waiting !== undefined), secondFactorAt: sql`now()` } as const
}

/** The second step counts as of when it was done. Nothing risky goes without confirming, however lately that was. */
function levelByTrust({ trustedAt, freshMinutes }: TrustedLogin) {
  const at = sql`${trustedAt.toISOString()}::timestamptz`
  const confirmedAt = sql`least(${at}, now() - make_interval(mins => ${freshMinutes}))`
  return { amr: 'pwd', secondFactorAt: at, confirmedAt } as const
}

function amrOf(how: How, afterPassword: boolean): (typeof sessions.$inferSelect)['amr'] {
  if (afterPassword || how === 'otp' || how === 'rc') return `pwd ${how}`
  return `${how} user`
}

/** For the account owner to see; a login with the password alone is the usual one. */
const howOf = ({ amr }: { amr: string }): Record<string, string> => (amr === 'pwd' ? {} : { amr })

/**
 * A condition on a row of `users`: the account had that many logins in the last 15 minutes. It counts the events, which needs no
 * extra write. Logins that begin together may not see each other, so at most one more per connection is let in.
 */
function isBusy(loginsAtMost: Later<number>): SQL {
  const lately = sql`${events.at} > now() - interval '15 minutes'`
  return sql`exists (
    select 1 from ${events}
    where ${events.userId} = ${users.id} and ${eq(events.type, 'login')} and ${lately}
    offset ${loginsAtMost}::int - 1
  )`
}

async function isSo(tx: Database, userId: string, condition: SQL): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), condition))
  return found.length > 0
}
