import type { User } from '@/db/accounts/users'
import { countFailedCode, FAILURES_AT_MOST, findApp } from '@/db/factors/authenticator-apps'
import type { SecondStep } from '@/db/factors/logins/second-step'
import { log } from '@/lib/log'
import { openSecret } from './app-secret'
import { checkCode } from './totp'

export type CheckedCode = { ok: true; step: SecondStep } | { ok: false; reason: 'wrong' | 'used' | 'unavailable' }

/**
 * Checks a code of the account's app, and counts a wrong one. 'used' for a right one that has been used; 'unavailable' if the
 * account has no app that can be used now. A caller that accepts the step must use it up in the transaction of what it allows.
 */
export async function checkAppCode(user: Pick<User, 'id'>, code: string): Promise<CheckedCode> {
  const app = await findUsableApp(user.id)
  if (!app) return { ok: false, reason: 'unavailable' }
  const checked = checkCode(app.secret, code, app.now, app.lastStep)
  if (typeof checked === 'object') return { ok: true, step: { app: app.id, timeStep: checked.timeStep } }
  if (checked === 'wrong') await countFailedCode(app.id)
  return { ok: false, reason: checked }
}

/** Undefined after too many wrong codes in a row, or if the secret of the app does not open. */
export async function findUsableApp(userId: string) {
  const app = await findApp(userId)
  if (!app || app.failures >= FAILURES_AT_MOST) return undefined
  const secret = openSecret(userId, app.sealed)
  if (secret !== undefined) return { ...app, secret }
  // Recovery codes still work, so the account owner gets in, and the operator must hear of the lost secret.
  log().error({ event: 'authenticator-app.unreadable', user: userId })
  return undefined
}
