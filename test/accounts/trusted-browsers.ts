import { sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import type { Caller } from '@/lib/operation'
import { withTrust } from '@/lib/trusted-browsers/trusted-browsers'
import { changeAccount } from './account-now'
import { aCaller } from './callers'
import { someoneWithTwoStep } from './two-step'

/** A browser in which the second step was done that long ago, with trust. */
export async function aTrustedBrowserOf({ id }: Pick<User, 'id'>, minutesAgo = 30): Promise<Caller> {
  const trustedAt = new Date(Date.now() - minutesAgo * 60_000)
  return { ...aCaller('browser'), trusted: await withTrust(undefined, { userId: id, trustedAt }) }
}

/** An account that switched two-step login on 100 days ago, and a browser that it has trusted since half an hour. */
export async function someoneWithTrustedBrowser() {
  const owner = await someoneWithTwoStep()
  const longAgo = sql`now() - interval '100 days'`
  await changeAccount(owner.user, { twoStepAt: longAgo, browsersTrustedSince: longAgo })
  return { ...owner, browser: await aTrustedBrowserOf(owner.user) }
}
