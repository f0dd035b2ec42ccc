import type { Page } from 'playwright/test'
import { appCode } from '../app-code'
import type { Mailbox } from '../servers/smtp-mailbox'
import { expect } from '../test'
import { registerQuickly, verifyQuickly } from './open-account'
import { fill, login, type Person, press } from './person'

export const SECURITY = '/account/security'
export const required = { SECOND_FACTOR: 'required', RATE_LIMITS: 'off' }

/** Someone without two-step login, whom the login leads to its setup. */
export async function logInWithout(page: Page, person: Person, mailbox?: Mailbox): Promise<void> {
  await registerQuickly(page.request, person)
  if (mailbox) await verifyQuickly(page.request, person, mailbox)
  await page.goto('/login')
  await login(page, person)
  await expect(page).toHaveURL(SECURITY)
}

/** From the page that says why, to the recovery codes. */
export async function setUpApp(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Set up two-step login' }).click()
  // Soon after the login, nothing needs to be confirmed.
  await press(page, 'setUpApp')
  const secret = (await page.locator('.key code').innerText()).replaceAll(' ', '')
  await fill(page, { set_up_code: appCode(secret) })
  await press(page, 'turnOnTwoStep')
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
}
