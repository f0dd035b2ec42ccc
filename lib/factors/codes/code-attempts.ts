import type { User } from '@/db/accounts/users'
import { type Caller, limited } from '@/lib/operation'
import type { Result } from '@/lib/result'
import { type Budget, perAccount, perIp, perLoggedInDevice } from '@/lib/throttle/budgets'
import { forgetShortly, limitFailures } from '@/lib/throttle/throttle'
import type { CodeKind } from './code'

/** Known browsers have attempts of their own, so that someone who knows the password never locks the account owner out. */
const ownBrowser: Budget[] = [perLoggedInDevice(10, '15m')]

/**
 * Wrong codes, counted over all logins and confirmations of an account: new logins give nobody new attempts. Recovery codes are
 * counted apart and not by account, so that nothing a stranger uses up keeps the owner from using one: 120 random bits need no
 * such limit.
 */
export const codeAttempts = {
  'authenticator-app': limitFailures(
    'second-step',
    [perIp(50, '15m'), perAccount(10, '15m'), perAccount(50, '24h')],
    [...ownBrowser, perLoggedInDevice(50, '24h')],
  ),
  'recovery-code': limitFailures('recovery-code', [perIp(50, '15m')], ownBrowser),
}

type Attempt = { user: User; kind: CodeKind; caller: Caller }

/** Counts an attempt at a code before its work. A right code gives back those of the last 15 minutes, but never those of the day. */
export async function attemptCode<T>({ user, kind, caller }: Attempt, work: () => Promise<Result<T>>) {
  const [throttle, call] = [codeAttempts[kind], { caller, email: user.email }]
  const result = await limited(throttle, call, work)
  if (result.ok) await forgetShortly(throttle, call)
  return result
}

/** After a reset, nobody else knows the password any more, so the account owner need not wait for the attempts of others. */
export async function giveBackCodeAttempts(user: User, caller: Caller): Promise<void> {
  if (!user.twoStepAt) return
  for (const throttle of Object.values(codeAttempts)) await forgetShortly(throttle, { caller, email: user.email })
}
