import type { QueuedEmail } from '@/db/emails'
import { linkMinutes } from '@/db/links'
import { accountDeletedEmail } from '@/emails/account-deleted'
import { addressTakenEmail } from '@/emails/address-taken'
import type { Content } from '@/emails/message'
import { verifyEmailEmail } from '@/emails/verify-email'
import { welcomeEmail } from '@/emails/welcome'
import { openLinkTo } from '@/lib/links/link'
import { composeConfirmEmail } from './compose-confirm-email'
import { noticeComposers } from './compose-notices'
import { composeRegistration } from './compose-registration'
import { composeReset } from './compose-reset'

/**
 * Why there is no mail to send, in words for the operator. Its row is kept as failed; or it is removed, where it is not
 * ours to keep; or it looks as if it was sent, where the difference would tell who has an account.
 */
export type NoMail = { none: string; row?: 'removed' | 'as-sent' }
/** A mail ready to go, or why there is none. */
export type Composed = { to: string; content: Content } | NoMail
export type Composer = (email: QueuedEmail) => Promise<Composed>

export const superseded: NoMail = { none: 'its link was used or replaced' }

const composers: Record<QueuedEmail['kind'], Composer> = {
  ...noticeComposers,
  welcome: async ({ recipient, data, userId }) => {
    const verifyLink = await openLinkTo('verify-email', data.verification_id, userId)
    return {
      to: recipient,
      content: await welcomeEmail({ firstName: data.first_name ?? '', email: recipient, verifyLink }),
    }
  },
  'verify-email': async ({ recipient, data, userId }) => {
    const link = await openLinkTo('verify-email', data.verification_id, userId)
    if (!link) return superseded
    const lifetimeMinutes = linkMinutes['verify-email']
    return {
      to: recipient,
      content: await verifyEmailEmail({ firstName: data.first_name ?? '', link, lifetimeMinutes }),
    }
  },
  'confirm-registration': composeRegistration,
  'address-taken': async ({ recipient, data, createdAt }) => {
    const { first_name: firstName = '', ip, cause = 'registration' } = data
    return { to: recipient, content: await addressTakenEmail({ firstName, at: createdAt, ip, cause }) }
  },
  'reset-password': composeReset,
  'confirm-email': composeConfirmEmail,
  'account-deleted': async ({ recipient, data }) => ({
    to: recipient,
    content: await accountDeletedEmail({ firstName: data.first_name ?? '' }),
  }),
}

export function compose(email: QueuedEmail): Promise<Composed> {
  return composers[email.kind](email)
}
