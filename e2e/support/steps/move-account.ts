import { expect, type Page } from 'playwright/test'
import type { Mailbox } from '../servers/smtp-mailbox'
import { linkInEmail } from './link-in-email'
import { fill, type Person, press } from './person'

/** The subjects of the emails about a change: to the current email, then to the new one, then to the previous one. */
export const asked = { subject: /email change requested/i }
export const toConfirm = { subject: /verify your new/i }
export const changed = { subject: /email was changed/i }

/** Requests the change on the page, shortly after the password was entered. */
export async function askToMove(page: Page, to: string): Promise<void> {
  await page.goto('/account/email')
  await fill(page, { new_email: to })
  await press(page, 'changeEmail')
  await expect(page).toHaveURL('/account/email?sent')
}

/** Changes the account's email and returns the link that undoes it. */
export async function move(page: Page, mailbox: Mailbox, from: Person, to: string): Promise<string> {
  await askToMove(page, to)
  await page.goto(linkInEmail('/confirm-email', await mailbox.waitFor(to, toConfirm)))
  await press(page, 'confirmEmail')
  await expect(page).toHaveURL('/account/email?changed')
  return linkInEmail('/undo-email', await mailbox.waitFor(from.email, changed))
}
