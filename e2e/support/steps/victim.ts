import type { Page } from 'playwright/test'
import { sendRequest } from '../requests/send-request'
import type { Mailbox } from '../servers/smtp-mailbox'
import { linkInEmail, tokenIn } from './link-in-email'
import { openAccount, sessionOf } from './open-account'
import { aPerson, type Person } from './person'

/** A logged-in person, and fields that would do harm on any route if a request were accepted. */
export async function aVictim(page: Page, person: Person, mailbox: Mailbox, url: string) {
  await openAccount(page, person, mailbox)
  const { cookie } = await sessionOf(page)
  const token = tokenIn(linkInEmail('/not-me', await mailbox.waitFor(person.email, { subject: /new login/i })))
  const harm: Record<string, string> = {
    ...aPerson(),
    email: person.email,
    password: person.password,
    current_password: person.password,
    new_password: 'the password of somebody else',
    new_email: aPerson().email,
    token,
    link: token,
  }
  /** Everything stored about the account, except how often it was requested. */
  const account = async () => {
    const { body } = await sendRequest(`${url}/api/me/export`, { headers: { cookie } })
    const { profile, sessions, activity, mails } = JSON.parse(body) as Record<string, Record<string, string>[]>
    return {
      profile,
      sessions: sessions?.map(({ id }) => id),
      activity: activity?.map(({ type }) => type).filter((type) => type !== 'data-exported'),
      mails: mails?.map(({ kind, to }) => `${kind} to ${to}`),
    }
  }
  return { cookie, harm, account }
}
