import { and, eq, isNull, not, type SQL, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { isLive, lockUser } from '@/db/accounts/live-account'
import type { Origin } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { prepared } from '@/db/connection/prepared'
import { hasLoggedInFrom } from '@/db/events'
import { queueNotice } from '@/db/outbox/notices'
import { type EventType, events, sessions, users } from '@/db/schema'
import { isBusy, WITHOUT_END } from './login-limit'
import { isProofFor, levelOf, type Password, type Proof } from './login-proof'
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

type Refused = 'busy' | 'step-used'

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

/** For the account owner to see; a login with the password alone is the usual one. */
const howOf = ({ amr }: { amr: string }): Record<string, string> => (amr === 'pwd' ? {} : { amr })

async function isSo(tx: Database, userId: string, condition: SQL): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), condition))
  return found.length > 0
}
