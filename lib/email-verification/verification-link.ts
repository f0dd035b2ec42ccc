import type { User } from '@/db/accounts/users'
import type { LinkRow } from '@/db/links'
import { isSameBrowser } from '@/lib/accounts/browser-secret'
import { type DeadLink, readLink, readRegistrationLink } from '@/lib/links/mailed-link'

type Registration = LinkRow<'registration'>
/** What a link to /verify-email is good for: it proves the mailbox of an account, or makes the account of a registration. */
export type VerificationLink =
  | { state: 'good'; of: 'account'; id: string; email: string; user: User }
  | { state: 'good'; of: 'registration'; id: string; email: string; row: Registration; needsPassword: boolean }
  | { state: DeadLink; of: 'account'; email: string; verified: boolean }
  | { state: DeadLink; of: 'registration' }
  | { state: 'link-invalid' }

/** Reads only. `browser` is the secret of the browser that asks. */
export async function readVerificationLink(token: string, browser: string | undefined): Promise<VerificationLink> {
  const link = await readLink('verify-email', token)
  if (link.state === 'good') {
    return { state: 'good', of: 'account', id: link.row.id, email: link.user.email, user: link.user }
  }
  if (link.state !== 'link-invalid') {
    return { state: link.state, of: 'account', email: link.user.email, verified: link.user.emailVerifiedAt !== null }
  }
  const registration = await readRegistrationLink(token)
  if (registration.state === 'link-invalid') return registration
  const { state, row } = registration
  if (state !== 'good') return { state, of: 'registration' }
  // A stranger may have registered this address: a hasty click of its owner must not make the stranger's account.
  const needsPassword = !isSameBrowser(browser, row.browserHash)
  return { state, of: 'registration', id: row.id, email: row.email, row, needsPassword }
}
