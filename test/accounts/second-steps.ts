import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { replaceCodes } from '@/db/factors/recovery-codes'
import { appCode } from '@/e2e/support/app-code'
import { newRecoveryCodes } from '@/lib/factors/codes/recovery-code'
import type { Caller } from '@/lib/operation'
import { login } from '@/lib/sessions/login/login'
import { aCaller } from './callers'

/** New recovery codes of an account with two-step login. */
export async function recoveryCodesOf({ id }: Pick<User, 'id'>): Promise<string[]> {
  const { codes, hashes } = newRecoveryCodes(id)
  await query((db) => replaceCodes(db, id, hashes))
  return codes
}

/** Enters the right password; returns the token of the login that now waits for its second step. */
export async function loginTokenOf(
  { email, password }: { email: string; password: string },
  caller: Caller = aCaller(),
): Promise<string> {
  const result = await login({ email, password }, caller)
  if (result.ok || result.code !== 'second-step-required') throw new Error('The login did not ask for a second step.')
  return String(result.more?.login_token)
}

/** Six digits that are no code of the app now. */
export function wrongCodeOf({ secret }: { secret: string }): string {
  const near = [-2, -1, 0, 1, 2].map((steps) => appCode(secret, Date.now() / 1000, steps))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((each) => !near.includes(each))!
}
