import { type NoReset, openPasswordReset, renewPasswordReset } from '@/db/accounts/password-resets'
import type { QueuedEmail } from '@/db/outbox/outbox'
import { resetPasswordEmail } from '@/emails/templates/reset-password'
import { urlOfLink } from '@/lib/links/mailed-link'
import { RESET_LIFETIME_MINUTES } from '@/lib/password-reset/reset-token'
import type { Composed, NoEmail } from './composed'
import { originIn } from './origin-in'

const none: Record<NoReset, NoEmail> = {
  // We must not keep an email that has no account.
  'no-account': { none: 'no account has this email', row: 'removed' },
  superseded: { none: 'its link was used or replaced' },
  muted: { none: 'the owner has stopped reset emails for some hours' },
  // Decided here and not where the reset is requested, so that neither the answer nor its timing shows it.
  unreachable: { none: 'an earlier email to this email address could not be delivered' },
}

export async function composeReset(email: QueuedEmail): Promise<Composed> {
  const { reset_id } = email.data
  const opened = reset_id
    ? await renewPasswordReset(reset_id, RESET_LIFETIME_MINUTES)
    : await openPasswordReset(email, RESET_LIFETIME_MINUTES)
  if (typeof opened === 'string') return none[opened]
  const { reset, notMeLink, user } = opened
  const content = await resetPasswordEmail({
    firstName: user.firstName,
    link: await urlOfLink('password-reset', reset, user.id),
    lifetimeMinutes: RESET_LIFETIME_MINUTES,
    at: email.createdAt,
    ...originIn(email.data),
    notMe: await urlOfLink('not-me', notMeLink, user.id),
  })
  // To the email on file, never to the one that was typed: the two are equal only by our own comparison.
  return { to: user.email, content }
}
