import type { User } from '@/db/accounts/users'
import { type DeadLink, readLink } from '@/lib/links/mailed-link'

export type ResetLink =
  | { state: 'good'; id: string; user: User }
  /** Authentic, so a new email may go to the account's own email. */
  | { state: DeadLink; user: User }
  | { state: 'link-invalid' }

/** The current state of an emailed reset link. */
export async function readResetLink(token: string): Promise<ResetLink> {
  const link = await readLink('password-reset', token)
  if (link.state === 'link-invalid') return link
  return link.state === 'good'
    ? { state: 'good', id: link.row.id, user: link.user }
    : { state: link.state, user: link.user }
}
