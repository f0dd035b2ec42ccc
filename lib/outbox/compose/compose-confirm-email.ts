import { findOtherOwner } from '@/db/accounts/email-changes'
import { type QueuedEmail, queueEmailTaken } from '@/db/outbox'
import { confirmEmailEmail } from '@/emails/templates/confirm-email'
import { urlOfOpenLink } from '@/lib/links/mailed-link'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { type Composed, superseded } from './composed'

/** To the new address; where it has an account already, its owner is told instead. */
export async function composeConfirmEmail(email: QueuedEmail): Promise<Composed> {
  const { recipient, data, userId } = email
  const link = await urlOfOpenLink('confirm-email', data.email_change_id, userId)
  if (!link) return superseded
  const other = await findOtherOwner(canonicalEmail(recipient), userId ?? '')
  if (other && other !== 'reserved') await queueEmailTaken(other, { ip: data.ip, cause: 'email-change' })
  // The asker finds this mail among those that were sent: its state must not tell whose the address is.
  if (other) return { none: 'the address is not free', row: 'as-sent' }
  const details = { firstName: data.first_name ?? '', newEmail: recipient, link }
  return {
    to: recipient,
    content: await confirmEmailEmail({ ...details, lifetimeMinutes: linkMinutes['confirm-email'] }),
  }
}
