import type { User } from '@/db/accounts/users'
import { createPendingLogin } from '@/db/factors/logins/pending-logins'
import { secondStepMethods } from '@/lib/factors/methods'
import { type Caller, logCall, originOf } from '@/lib/operation'
import { type Failure, fail } from '@/lib/result'
import { PENDING_LOGIN_MINUTES } from '@/lib/sessions/session-lifetime'
import { newSessionToken } from '@/lib/sessions/session-token'
import { goodLoginsAtMost, newness, tooManyLogins } from './begin-session'

/**
 * The answer to a right password while two-step login is on: `second-step-required`, with a token that only the second step
 * accepts. 'overtaken' if the password has changed since it was checked, or two-step login was switched off.
 */
export async function requireSecondStep(
  user: User,
  checkedHash: string,
  caller: Caller,
): Promise<Failure | 'overtaken'> {
  const { token, tokenHash } = newSessionToken()
  const login = {
    ...{ userId: user.id, tokenHash, kind: caller.door, checkedHash, minutes: PENDING_LOGIN_MINUTES },
    ...(await newness(user, caller)),
    atMost: goodLoginsAtMost(),
  }
  const created = await createPendingLogin(login, originOf(caller))
  if (created === 'busy') return tooManyLogins(caller)
  if (!created) return 'overtaken'
  logCall(caller, { event: 'second-step.required', user: user.id })
  const more = { login_token: token, expires_in: PENDING_LOGIN_MINUTES * 60, methods: await secondStepMethods(user.id) }
  return { ...fail('second-step-required'), more }
}
