import type { Mailbox } from '../../support/servers/smtp-mailbox'
import { linkInEmail, tokenIn } from '../../support/steps/link-in-email'
import type { Person } from '../../support/steps/person'
import { forgets } from './people'

/** Requests a reset and returns the token of the link in the email. */
export async function emailedReset(site: string, mailbox: Mailbox, person: Person): Promise<string> {
  const before = mailbox.mails.length
  await forgets(site, person)
  const email = await mailbox.waitFor(person.email, { subject: /reset/i, after: before })
  return tokenIn(linkInEmail('/reset-password', email))
}
