import type { FoundRegistration } from '@/db/accounts/registrations'
import type { User } from '@/db/accounts/users'
import { isSameBrowser } from '@/lib/accounts/browser-secret'
import { type DeadLink, readLink, readRegistrationLink } from '@/lib/links/mailed-link'

/** What a link to /verify-email is good for: it proves the mailbox of an account, or makes the account of a registration. */
export type VerificationLink =
  | { state: 'good'; of: 'account'; id: string; email: string; user: User }
  | ({ state: 'good'; of: 'registration'; id: string; email: string; needsPassword: boolean } & FoundRegistration)
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
  const { state, id, found } = registration
  if (state !== 'good') return { state, of: 'registration' }
  // A stranger may have registered this address, whose password must never open the account of the mailbox's owner.
  const needsPassword = !isSameBrowser(browser, found.row.browserHash)
  return { ...found, state, of: 'registration', id, email: found.row.email, needsPassword }
}
