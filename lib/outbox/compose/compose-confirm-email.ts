import { findOtherOwner } from '@/db/accounts/email/email-changes'
import { type QueuedEmail, queueEmailTaken } from '@/db/outbox/outbox'
import { confirmEmailEmail } from '@/emails/templates/email-change/confirm-email'
import { urlOfOpenLink } from '@/lib/links/mailed-link'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { type Composed, superseded } from './composed'
import { originIn } from './origin-in'

/** Goes to the new email. If that email already has an account, its owner is told instead. */
export async function composeConfirmEmail(email: QueuedEmail): Promise<Composed> {
  const { recipient, data, userId, createdAt: at } = email
  const link = await urlOfOpenLink('confirm-email', data.email_change_id, userId)
  if (!link) return superseded
  const other = await findOtherOwner(canonicalEmail(recipient), userId ?? '')
  const { ip, user_agent } = data
  if (other && other !== 'reserved') await queueEmailTaken(other, { ip, user_agent, cause: 'email-change' })
  // The requester can see this email in the data export, and its state must not show whether the new email has an account.
  if (other) return { none: 'the new email belongs to another account', row: 'as-sent' }
  const details = { firstName: data.first_name ?? '', newEmail: recipient, at, ...originIn(data), link }
  return {
    to: recipient,
    content: await confirmEmailEmail({ ...details, lifetimeMinutes: linkMinutes['confirm-email'] }),
  }
}
