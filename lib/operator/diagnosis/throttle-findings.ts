import type { User } from '@/db/accounts/users'
import { findUsedUp } from '@/db/operator/facts/used-up-counts'
import { config } from '@/lib/config'
import { codeAttempts } from '@/lib/factors/codes/code-attempts'
import { loginAttempts } from '@/lib/sessions/login/login-attempts'
import type { Budget } from '@/lib/throttle/budgets'
import { countersOfAccount } from '@/lib/throttle/keys-of-account'
import type { Throttle } from '@/lib/throttle/throttle'
import { type Finding, finding } from './finding'
import type { FindingCode } from './findings'

type Codes = Partial<Record<Budget['by'], FindingCode>>

const ofLogins: Codes = { account: 'login-throttled', device: 'device-throttled', program: 'client-throttled' }
const ofCodes: Codes = { account: 'codes-throttled', device: 'device-codes-throttled' }

/** The attempts at the account that are used up, each until the last of its windows ends. */
export async function throttleFindings(user: User): Promise<Finding[]> {
  if (!config().RATE_LIMITS) return []
  const codes = user.twoStepAt ? Object.values(codeAttempts).flatMap((each) => countersOf(each, ofCodes, user)) : []
  const usedUp = await findUsedUp([...countersOf(loginAttempts, ofLogins, user), ...codes])
  const until = new Map<FindingCode, Date>()
  for (const { code, until: end } of usedUp) if (end > (until.get(code) ?? 0)) until.set(code, end)
  return [...until].map(([code, until]) => finding(code, { until }))
}

function countersOf(throttle: Throttle, codes: Codes, user: User) {
  return countersOfAccount(throttle, user).flatMap(({ by, ...counter }) => {
    const code = codes[by]
    return code ? [{ ...counter, code }] : []
  })
}
