import { openRegistration } from '@/db/accounts/registrations'
import { type QueuedEmail, queueEmailTaken } from '@/db/outbox'
import { confirmRegistrationEmail } from '@/emails/templates/confirm-registration'
import { phoneTakenEmail } from '@/emails/templates/phone-taken'
import { urlOfLink } from '@/lib/links/mailed-link'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { type Composed, superseded } from './composed'

/** What a registration comes to is found out here, out of the caller's sight and time, and told to the mailbox alone. */
export async function composeRegistration(email: QueuedEmail): Promise<Composed> {
  const opened = await openRegistration(email.data.registration_id ?? '')
  if (!opened) return superseded
  if (opened.state === 'address-taken') {
    await queueEmailTaken(opened.owner, { ip: email.data.ip, cause: 'registration' })
    return { none: 'its reader is told by a mail of its own', row: 'removed' }
  }
  const { registration, state } = opened
  const details = { firstName: registration.firstName, email: registration.email }
  if (state === 'phone-taken') return { to: registration.email, content: await phoneTakenEmail(details) }
  const link = await urlOfLink('registration', registration, registration.id)
  const lifetimeMinutes = linkMinutes.registration
  return { to: registration.email, content: await confirmRegistrationEmail({ ...details, link, lifetimeMinutes }) }
}
