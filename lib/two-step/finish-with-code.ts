import { findApp } from '@/db/factors/authenticator-apps'
import { ATTEMPTS_OF_LOGIN, countAttempt, type PendingLogin } from '@/db/factors/logins/pending-logins'
import { recordFailedSecondStep } from '@/db/factors/logins/unfinished-logins'
import { countRecoveryCodes } from '@/db/factors/recovery-codes'
import { checkAppCode } from '@/lib/factors/codes/check-app-code'
import { checkRecoveryCode } from '@/lib/factors/codes/check-recovery-code'
import { kindOf } from '@/lib/factors/codes/code'
import { attemptCode } from '@/lib/factors/codes/code-attempts'
import { secondStepMethods } from '@/lib/factors/methods'
import { type Caller, logCall, originOf } from '@/lib/operation'
import { fail, ok, type Result } from '@/lib/result'
import { beginSession, type LoggedIn } from '@/lib/sessions/login/begin-session'
import { type Refused, wrongCodeText } from './wrong-code-text'

/** `recoveryCodesLeft`: after a login with a recovery code, how many are left. */
export type SecondStepDone = LoggedIn & { recoveryCodesLeft?: number }
type Attempt = { login: PendingLogin; code: string; caller: Caller }

/** Finishes a login with a code of the app or a recovery code. */
export function finishWithCode(login: PendingLogin, code: string, caller: Caller): Promise<Result<SecondStepDone>> {
  return attemptCode({ user: login.user, kind: kindOf(code), caller }, () => finish({ login, code, caller }))
}

async function finish({ login, code, caller }: Attempt): Promise<Result<SecondStepDone>> {
  const { id, user } = login
  const kind = kindOf(code)
  // Without an app no such code can be right: nobody can guess one, so none is checked, and the login keeps its attempts.
  if (kind === 'authenticator-app' && !(await findApp(user.id)))
    return refuse(login, { kind, attemptsLeft: ATTEMPTS_OF_LOGIN - login.attempts, reason: 'no-app' }, caller)
  // Counted first, so that codes sent at the same time cannot all be checked.
  const attemptsLeft = await countAttempt(id)
  if (attemptsLeft === undefined) return fail('login-expired')
  const checked = await (kind === 'recovery-code' ? checkRecoveryCode(user, code) : checkAppCode(user, code))
  if (!checked.ok) return refuse(login, { kind, attemptsLeft, reason: checked.reason }, caller)
  const begun = await beginSession(user, { pendingLogin: id, step: checked.step }, caller)
  if (begun === 'step-used') return refuse(login, { kind, attemptsLeft, reason: 'used' }, caller)
  if (begun === 'overtaken') return fail('login-expired')
  if (!begun.ok || kind !== 'recovery-code') return begun
  return ok({ ...begun.value, recoveryCodesLeft: (await countRecoveryCodes(user.id))?.left ?? 0 })
}

async function refuse({ user }: PendingLogin, refused: Omit<Refused, 'methods'>, caller: Caller) {
  const { attemptsLeft } = refused
  logCall(caller, { event: 'second-step.refused', user: user.id })
  // Someone who knows the password tries codes: the account owner should hear of it.
  if (attemptsLeft === 0) await recordFailedSecondStep(user.id, 'wrong-codes', originOf(caller))
  const text = wrongCodeText({ ...refused, methods: await secondStepMethods(user.id) })
  return { ...fail('wrong-code', { code: [text] }), more: { attempts_left: attemptsLeft } }
}
