import { findPasswordReset } from '@/db/password-resets'
import type { User } from '@/db/users'
import { readResetToken } from './token'

type DeadLink = 'link-expired' | 'link-used' | 'link-replaced'
export type ResetLink =
  | { state: 'good'; id: string; user: User }
  /** Authentic, so a new mail may go to the account's own address. */
  | { state: DeadLink; user: User }
  | { state: 'link-invalid' }

/** What a mailed link is good for now. Reads only: mail scanners open links too. */
export async function readResetLink(token: string): Promise<ResetLink> {
  const claims = await readResetToken(token)
  const found = claims && (await findPasswordReset(claims.id))
  if (!found || found.user.id !== claims.userId || found.user.disabledAt) return { state: 'link-invalid' }
  const { reset, user } = found
  if (reset.usedAt) return { state: 'link-used', user }
  if (reset.replacedAt) return { state: 'link-replaced', user }
  if (reset.expired || claims.expired) return { state: 'link-expired', user }
  return { state: 'good', id: reset.id, user }
}
