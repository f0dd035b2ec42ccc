import type { Page } from 'playwright/test'
import { linkIn, type Mailbox } from '../servers/smtp-mailbox'
import { forgotPassword, type Person, register } from './person'

/** Somebody registers, forgets the password, and has this link in the mailbox. */
export async function emailedResetLink(page: Page, person: Person, mailbox: Mailbox): Promise<string> {
  await register(page, person)
  await forgotPassword(page, person)
  return linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
}
