import type { User } from '@/db/accounts/users'
import type { Proof } from '@/db/sessions/login-proof'
import { startSession } from '@/db/sessions/start-session'
import { type PublicUser, publicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import { isKnownDevice } from '@/lib/devices/known-devices'
import { rememberProgram } from '@/lib/devices/known-programs'
import { type Caller, logCall, logThrottled, originOf } from '@/lib/operation'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'
import { newSessionToken } from '@/lib/sessions/session-token'

/**
 * Successful logins are limited too, or someone with a known password could fill the database. One in three seconds is more
 * than people or API clients need. The limit is per account, so only someone who knows its password can use it up, and nobody
 * else on the same network is affected.
 */
const GOOD_LOGINS_IN_15_MINUTES = 300
const BUSY_SECONDS = 60

const PROGRAM_KNOWN_DAYS = 90

/**
 * `restored`: the account was waiting for its deletion, which this login has canceled. `suspended`: the owner has second factors to
 * keep or remove that "this wasn't me" has suspended.
 */
export type LoggedIn = { token: string; user: PublicUser; restored: boolean; suspended: boolean }

/**
 * Logs the caller in to an account that is theirs by `proof`. 'overtaken' if what was proved is no longer so, 'step-used' if
 * another call has used the code; refuses with `too-many-requests`.
 */
export async function beginSession(
  user: User,
  proof: Proof,
  caller: Caller,
): Promise<Result<LoggedIn> | 'overtaken' | 'step-used'> {
  const { token, tokenHash } = newSessionToken()
  const session = {
    userId: user.id,
    tokenHash,
    kind: caller.door,
    lifetimeDays: SESSION_LIFETIME_DAYS,
    ...(await newness(user, caller)),
    recovers: user.deletionDueAt !== null || user.resetsMutedUntil !== null,
    loginsAtMost: goodLoginsAtMost(),
  }
  const started = await startSession(session, proof, originOf(caller))
  if (started === 'busy') return tooManyLogins(caller)
  if (started === 'step-used') return started
  if (!started) return 'overtaken'
  if (caller.door === 'api') await rememberProgram(caller, user.email)
  logCall(caller, { event: 'login', user: user.id, kind: caller.door })
  const { deletionDueAt, factorsSuspendedAt } = user
  return ok({
    ...{ token, user: publicUser(user) },
    ...{ restored: deletionDueAt !== null, suspended: factorsSuspendedAt !== null },
  })
}

/** A browser is recognized by a cookie from its last login; an API client, which keeps none, by the network it called from before. */
export async function newness(user: User, { door, device }: Caller) {
  if (door === 'api') return { newUnlessWithinDays: PROGRAM_KNOWN_DAYS }
  return { newDevice: !(await isKnownDevice(device, user)) }
}

export const goodLoginsAtMost = () => (config().RATE_LIMITS ? GOOD_LOGINS_IN_15_MINUTES : undefined)

/** Someone who knows the password has logged in too often. */
export function tooManyLogins(caller: Caller): Failure {
  logThrottled({ caller }, 'good-login')
  return { ...fail('too-many-requests'), retryAfterSeconds: BUSY_SECONDS }
}
