import { sql } from 'drizzle-orm'
import type { Origin, User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { holdPendingLogin, removePendingLogins } from '@/db/factors/logins/pending-logins'
import { type How, type SecondStep, useSecondStep } from '@/db/factors/logins/second-step'
import { isTrustedSince } from '@/db/factors/logins/trusted-browsers'
import type { UsedPasskey } from '@/db/factors/passkeys'
import type { sessions } from '@/db/schema'

/**
 * What showed that the account is the caller's: its password, by the hash that it was checked against; the password in a browser
 * that the account trusts; a login whose password was right, by its ID, and a second step; or a passkey, which is two steps in one,
 * because its device has verified its user. The password alone starts no session while two-step login is on.
 */
export type Proof = Password | TrustedLogin | { pendingLogin: string; step: SecondStep } | UsedPasskey
export type Password = { checkedHash: string }
/** `trustedAt`: when the second step was done there. `freshMinutes`: how long a confirmation counts, as this login does not. */
type TrustedLogin = Password & { trustedAt: Date; freshMinutes: number }

/** With two-step login the password alone is no proof, and without it there is no second step. A passkey is one in either case. */
export function isProofFor(user: User, proof: Proof): boolean {
  if ('passkey' in proof) return true
  // Asked again under the lock: a reset may have made the account forget the browser since its cookie was read.
  if ('trustedAt' in proof) return user.twoStepAt !== null && isTrustedSince(proof.trustedAt, user)
  return (user.twoStepAt === null) === 'checkedHash' in proof
}

/** The level that the proof gives to the session. The second step and the login that waited for it are used up. */
export async function levelOf(tx: Database, user: User, proof: Proof, origin: Origin) {
  if ('trustedAt' in proof) {
    await removePendingLogins(tx, user.id, origin)
    return levelByTrust(proof)
  }
  if ('checkedHash' in proof) return { amr: 'pwd' } as const
  const waiting = 'pendingLogin' in proof ? proof : undefined
  if (waiting && !(await holdPendingLogin(tx, waiting.pendingLogin, user))) return 'ended'
  const how = await useSecondStep(tx, user, 'passkey' in proof ? proof : proof.step, origin)
  if (!how) return 'step-used'
  await removePendingLogins(tx, user.id, origin, waiting?.pendingLogin)
  return { amr: amrOf(how, waiting !== undefined), secondFactorAt: sql`now()` } as const
}

/** The second step counts as of when it was done. Nothing risky goes without confirming, however lately that was. */
function levelByTrust({ trustedAt, freshMinutes }: TrustedLogin) {
  const at = sql`${trustedAt.toISOString()}::timestamptz`
  const confirmedAt = sql`least(${at}, now() - make_interval(mins => ${freshMinutes}))`
  return { amr: 'pwd', secondFactorAt: at, confirmedAt } as const
}

function amrOf(how: How, afterPassword: boolean): (typeof sessions.$inferSelect)['amr'] {
  if (afterPassword || how === 'otp' || how === 'rc') return `pwd ${how}`
  return `${how} user`
}
