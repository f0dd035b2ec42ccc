import { expect, type Page } from 'playwright/test'
import type { Mailbox } from '../servers/smtp-mailbox'
import { linkInEmail } from './link-in-email'
import { type Person, press, register } from './person'

/** Registers on a site that verifies emails first, and checks the answer, which is the same whether or not email and number are taken. */
export async function registerAndSee(page: Page, person: Person): Promise<void> {
  await register(page, person)
  await expect(page).toHaveURL(/\/register\?sent$/)
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
}

/** The same for an email and a number that are free. Returns the link that finishes the registration. */
export async function registerAndGetLink(page: Page, person: Person, mailbox: Mailbox): Promise<string> {
  const before = mailbox.mails.length
  await registerAndSee(page, person)
  return linkInEmail(
    '/verify-email',
    await mailbox.waitFor(person.email, { subject: /finish creating/i, after: before }),
  )
}

/** Opens the link in the browser that registered. */
export async function finishRegistration(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await press(page, 'finishRegistration')
  await expect(page).toHaveURL(/\/login\?notice=registration-finished$/)
}
