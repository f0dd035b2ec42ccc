import type { FoundRegistration } from '@/db/accounts/registrations'
import type { User } from '@/db/accounts/users'
import { isSameBrowser } from '@/lib/accounts/browser-secret'
import { config } from '@/lib/config'
import { type DeadLink, readLink, readRegistrationLink } from '@/lib/links/mailed-link'
import { lacksPhoneNumber } from '@/lib/rules/phone-number'

/** The state of a link to /verify-email, which verifies the email of an account or creates the account of a registration. */
export type VerificationLink =
  | { state: 'good'; of: 'account'; id: string; email: string; user: User }
  | ({
      state: 'good'
      of: 'registration'
      id: string
      email: string
      needsPassword: boolean
      needsPhone: boolean
    } & FoundRegistration)
  | { state: DeadLink; of: 'account'; email: string; verified: boolean }
  | { state: DeadLink; of: 'registration' }
  | { state: 'link-invalid' }

/** Only reads. `browser` is the secret of the requesting browser. */
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
  // A stranger may have registered this email, and the stranger's password must never work for its owner's account.
  const needsPassword = !isSameBrowser(browser, found.row.browserHash)
  // The setting may have changed since the registration.
  const needsPhone = lacksPhoneNumber(config().PHONE_NUMBER, found.row.phoneNumber)
  return { ...found, state, of: 'registration', id, email: found.row.email, needsPassword, needsPhone }
}
