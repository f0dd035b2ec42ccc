import { openRegistration } from '@/db/accounts/registrations'
import { type QueuedEmail, queueEmailTaken } from '@/db/outbox/outbox'
import { confirmRegistrationEmail } from '@/emails/templates/confirm-registration'
import { phoneTakenEmail } from '@/emails/templates/phone-taken'
import { urlOfLink } from '@/lib/links/mailed-link'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { type Composed, superseded } from './composed'
import { originIn } from './origin-in'

/** Decides here what a registration leads to, so that neither the answer nor its timing shows it; only the email does. */
export async function composeRegistration(email: QueuedEmail): Promise<Composed> {
  const { ip, user_agent, registration_id = '' } = email.data
  const opened = await openRegistration(registration_id)
  if (!opened) return superseded
  if (opened.state === 'email-taken') {
    await queueEmailTaken(opened.owner, { ip, user_agent, cause: 'registration' })
    return { none: 'its reader gets a separate email about it', row: 'removed' }
  }
  const { registration, state } = opened
  const link = await urlOfLink('registration', registration, registration.id)
  const { firstName, email: to } = registration
  const act = { at: email.createdAt, ...originIn(email.data) }
  const details = { firstName, email: to, ...act, link, lifetimeMinutes: linkMinutes.registration }
  // Both have the link: the reader of the email may finish what a stranger began, also with another phone number.
  return { to, content: await (state === 'open' ? confirmRegistrationEmail : phoneTakenEmail)(details) }
}
