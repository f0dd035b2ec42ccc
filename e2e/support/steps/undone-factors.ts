import { expect, type Page } from 'playwright/test'
import type { Site } from '../servers/site'
import type { Mailbox } from '../servers/smtp-mailbox'
import { virtualAuthenticator } from '../virtual-authenticator'
import { linkInEmail } from './link-in-email'
import { openAccount } from './open-account'
import { appNotUsedLately, factorsFromBefore } from './passing-time'
import { addApp, addPasskey } from './passkeys'
import { aPassword, fill, login, type Person, press, resetPassword } from './person'
import { anApp, turnOnTwoStep } from './two-step'

export const SECURITY = '/account/security'

/** What is said of a passkey that opens nothing, so that nobody learns why. */
export const REFUSED = 'This passkey didn’t open an account. Log in with your password.'

/** The account owner in another browser that has a copy of the session: a thief of the session. */
export async function asThief(thief: Page, page: Page): Promise<void> {
  await thief.context().addCookies(await page.context().cookies())
}

/** Opens the link in the email with this subject and presses “Secure my account”. Returns how many emails came before. */
export async function pressNotMe(
  page: Page,
  { email }: Pick<Person, 'email'>,
  mailbox: Mailbox,
  subject: RegExp,
): Promise<number> {
  await page.goto(linkInEmail('/not-me', await mailbox.waitFor(email, { subject })))
  const before = mailbox.mails.length
  await press(page, 'notMe')
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  return before
}

/** Chooses another password by the link that was emailed since. */
export async function chooseNewPassword(page: Page, person: Person, mailbox: Mailbox, after: number): Promise<Person> {
  const reset = await mailbox.waitFor(person.email, { subject: /reset/i, after })
  const password = aPassword()
  await resetPassword(page, linkInEmail('/reset-password', reset), password)
  await expect(page).toHaveURL(/notice=password-reset/)
  return { ...person, password }
}

/**
 * An account of which an app, recovery codes and a passkey are suspended, after a thief in another browser had replaced what it had.
 * Its owner is logged in. Returns the path of each suspended factor's pages, and the account as it is now.
 */
export async function withSuspended(
  { page, person, mailbox, site }: { page: Page; person: Person; mailbox: Mailbox; site: Site },
  thief: Page,
): Promise<{ paths: string[]; owner: Person; app: ReturnType<typeof anApp> }> {
  await openAccount(page, person, mailbox)
  const { app } = await turnOnTwoStep(page, person)
  await factorsFromBefore(site, person)
  await asThief(thief, page)
  await addApp(thief)
  await thief.goto(`${SECURITY}/recovery-codes`)
  await press(thief, 'makeCodes')
  await expect(thief.locator('.codes li')).toHaveCount(10)
  await virtualAuthenticator(thief)
  await addPasskey(thief)
  const pressed = await pressNotMe(page, person, mailbox, /has a new authenticator app/)
  const owner = await chooseNewPassword(page, person, mailbox, pressed)
  await appNotUsedLately(site, person)
  await logInWithApp(page, owner, anApp(app.secret).code())
  await expect(page).toHaveURL(SECURITY)
  const keep = page.getByRole('link', { name: /^Keep / })
  await expect(keep).toHaveCount(3)
  const hrefs = await keep.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  return { paths: hrefs.map((href) => href.replace(/\/keep$/, '')), owner, app }
}

/** Enters the password, and a code of the app that has not been used lately. */
export async function logInWithApp(page: Page, person: Person, code: string): Promise<void> {
  await login(page, person)
  await fill(page, { code })
  await press(page, 'login')
}

/** The row of something suspended, in the part of the page that asks about it. */
export const suspendedRow = (page: Page, name: string | RegExp) =>
  page.getByRole('region', { name: 'Keep or remove?' }).getByRole('listitem').filter({ hasText: name })

/** What the page after “This wasn’t me” says that it has suspended. */
export function suspendedItems(page: Page) {
  return page.locator('p:has-text("so we suspended them:") + ul > li')
}
