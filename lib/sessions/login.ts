import { findUserByEmail, replacePasswordHash, type User } from '@/db/accounts/users'
import { startSession } from '@/db/sessions/start-session'
import { publicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import { isKnownDevice } from '@/lib/devices/known-devices'
import { rememberProgram } from '@/lib/devices/known-programs'
import { type Caller, logCall, logThrottled, operation, originOf } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { type Failure, fail, ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets'
import { isUnavailable } from '@/lib/unavailable'
import { loginAttempts } from './login-attempts'
import { loginInput } from './schema'
import { SESSION_LIFETIME_DAYS } from './session-lifetime'
import { newSessionToken } from './session-token'

/**
 * Successful logins are limited too, or someone with a known password could fill the database. One in three seconds is more
 * than people or API clients need. The limit is per account, so only someone who knows its password can use it up, and nobody
 * else on the same network is affected.
 */
const GOOD_LOGINS_IN_15_MINUTES = 300
const BUSY_SECONDS = 60

const PROGRAM_KNOWN_DAYS = 90

/**
 * Refuses with `invalid-credentials` for an unknown email, a wrong password and a disabled account alike. A login
 * cancels a scheduled deletion of the account.
 */
export const login = operation({
  input: loginInput,
  throttle: loginAttempts,
  run: async ({ email, password }, caller) => {
    const emailCanonical = canonicalEmail(email)
    let outcome = await attemptLogin(emailCanonical, password, caller)
    // A reset or another login's rehash replaced the hash while we checked it: check the new one.
    if (outcome === 'overtaken') outcome = await attemptLogin(emailCanonical, password, caller)
    if (typeof outcome === 'string') {
      logCall(caller, { event: 'login.refused', email: emailDigest(emailCanonical) })
      return fail('invalid-credentials')
    }
    if ('code' in outcome) return outcome
    const { token, user } = outcome
    if (caller.door === 'api') await rememberProgram(caller, user.email)
    logCall(caller, { event: 'login', user: user.id, kind: caller.door })
    return ok({ token, user: publicUser(user), restored: user.deletionDueAt !== null })
  },
})

type Outcome = { token: string; user: User } | Failure | 'refused' | 'overtaken'

async function attemptLogin(emailCanonical: string, password: string, caller: Caller): Promise<Outcome> {
  const user = await findUserByEmail(emailCanonical)
  // An unknown email costs the same hash as a known one, so the time of the answer tells nothing.
  const { valid, stale } = await verifyPassword(password, user?.passwordHash)
  if (!user || !valid) return 'refused'

  const currentHash = stale ? await renewHash(user, password) : user.passwordHash
  const { token, tokenHash } = newSessionToken()
  const session = {
    userId: user.id,
    tokenHash,
    kind: caller.door,
    lifetimeDays: SESSION_LIFETIME_DAYS,
    ...(await newness(user, caller)),
    recovers: user.deletionDueAt !== null || user.resetsMutedUntil !== null,
    loginsAtMost: config().RATE_LIMITS ? GOOD_LOGINS_IN_15_MINUTES : undefined,
  }
  const started = await startSession(session, currentHash, originOf(caller))
  if (started === 'busy') {
    logThrottled({ caller }, 'good-login')
    return { ...fail('too-many-requests'), retryAfterSeconds: BUSY_SECONDS }
  }
  return started ? { token, user } : 'overtaken'
}

/** A browser is recognized by a cookie from its last login; an API client, which keeps none, by the network it called from before. */
async function newness(user: User, { door, device }: Caller) {
  if (door === 'api') return { newUnlessWithinDays: PROGRAM_KNOWN_DAYS }
  return { newDevice: !(await isKnownDevice(device, user)) }
}

/** Returns the new hash of this password, or the old one if the machine is too busy to make a new one now. */
async function renewHash(user: User, password: string): Promise<string> {
  try {
    const next = await hashPassword(password)
    return (await replacePasswordHash(user.id, user.passwordHash, next)) ? next : user.passwordHash
  } catch (error) {
    if (!isUnavailable(error)) throw error
    return user.passwordHash
  }
}
