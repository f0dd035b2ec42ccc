import type { Page } from 'playwright/test'
import { linkIn, type Mailbox } from '../servers/smtp-mailbox'
import { forgotPassword, type Person, register } from './person'

/** Registers a person who forgets the password, and returns the emailed reset link. */
export async function emailedResetLink(page: Page, person: Person, mailbox: Mailbox): Promise<string> {
  await register(page, person)
  await forgotPassword(page, person)
  return linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
}
