import { type NoReset, openPasswordReset, renewPasswordReset } from '@/db/accounts/password-resets'
import type { QueuedEmail } from '@/db/outbox'
import { resetPasswordEmail } from '@/emails/templates/reset-password'
import { urlOfLink } from '@/lib/links/mailed-link'
import { RESET_LIFETIME_MINUTES } from '@/lib/password-reset/reset-token'
import type { Composed, NoEmail } from './composed'

const none: Record<NoReset, NoEmail> = {
  // An address without an account is not ours to keep.
  'no-account': { none: 'there is no such account', row: 'removed' },
  superseded: { none: 'its link was used or replaced' },
  muted: { none: 'the owner wants no resets mailed for some hours' },
  // Found out here and not where the reset is asked for: nobody who asks is to be told by the answer or its time.
  unreachable: { none: 'mail to this address came back' },
}

export async function composeReset(email: QueuedEmail): Promise<Composed> {
  const { reset_id, ip } = email.data
  const opened = reset_id
    ? await renewPasswordReset(reset_id, RESET_LIFETIME_MINUTES)
    : await openPasswordReset(email, RESET_LIFETIME_MINUTES)
  if (typeof opened === 'string') return none[opened]
  const { reset, notMeLink, user } = opened
  const content = await resetPasswordEmail({
    firstName: user.firstName,
    link: await urlOfLink('password-reset', reset, user.id),
    lifetimeMinutes: RESET_LIFETIME_MINUTES,
    requestedAt: email.createdAt,
    ip,
    notMe: await urlOfLink('not-me', notMeLink, user.id),
  })
  // To the address on file, never to the one that was typed: they are equal only by our comparison.
  return { to: user.email, content }
}
