import { expect, type Page } from 'playwright/test'
import { appCode } from '../app-code'
import type { Mailbox } from '../servers/smtp-mailbox'
import { menuWaits, type VirtualAuthenticator, virtualAuthenticator } from '../virtual-authenticator'
import { logout, openAccount } from './open-account'
import { buttons, fill, type Person, press } from './person'
import { codesOn } from './two-step'

export const PASSKEYS = '/account/security/passkeys'

/** Adds a passkey on its page. The login is recent and the email verified. */
export async function addPasskey(page: Page): Promise<void> {
  await page.goto(PASSKEYS)
  await press(page, 'addPasskey')
  await expect(page).toHaveURL(`${PASSKEYS}?added`)
}

/** A person with a passkey in this tab, who is logged in. */
export async function withPasskey(
  page: Page,
  person: Person,
  mailbox: Mailbox,
  options?: Parameters<typeof virtualAuthenticator>[1],
): Promise<VirtualAuthenticator> {
  await openAccount(page, person, mailbox)
  const authenticator = await virtualAuthenticator(page, options)
  await addPasskey(page)
  return authenticator
}

/** The same, logged out, with an authenticator that waits to be touched. */
export async function withPasskeyAtLogin(page: Page, person: Person, mailbox: Mailbox): Promise<VirtualAuthenticator> {
  const authenticator = await withPasskey(page, person, mailbox)
  await authenticator.touch(false)
  await page.goto('/account')
  await logout(page)
  // So that journeys count only the challenges that follow.
  await menuWaits(page)
  return authenticator
}

/** The button of the login page. */
export const passkeyButton = (page: Page) => page.getByRole('button', { name: buttons.passkeyLogin })

/** Presses that button once the menu of the email field waits, which would otherwise answer by itself and race with the button. */
export async function loginByButton(page: Page, authenticator: VirtualAuthenticator): Promise<void> {
  await menuWaits(page)
  await authenticator.touch(true)
  await press(page, 'passkeyLogin')
}

/** Counts the requests for a challenge, to see that the page asks for no more than it needs. */
export function countChallenges(page: Page): () => number {
  let asked = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/api/login/passkey/options')) asked++
  })
  return () => asked
}

/** Makes this tab one of a browser that knows no passkeys. */
export async function hasNoPasskeys(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'))
}

/** Turns on two-step login right after a passkey was added. Returns the recovery codes. */
export async function turnOnWithPasskey(page: Page): Promise<string[]> {
  await page.goto('/account/security/two-step')
  await press(page, 'turnOnTwoStep')
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
  return codesOn(page)
}

/** The ID of the only passkey of the account. */
export async function idOfPasskey(page: Page): Promise<string> {
  const { origin } = new URL(page.url())
  const { passkeys } = await (await page.request.get('/api/second-factors', { headers: { origin } })).json()
  return passkeys[0].id
}

/** Sets up an app for an account whose two-step login is on, soon after the owner confirmed. Returns its secret. */
export async function addApp(page: Page): Promise<string> {
  await page.goto('/account/security/authenticator-app')
  await press(page, 'setUpApp')
  const secret = (await page.locator('.key code').innerText()).replaceAll(' ', '')
  await fill(page, { set_up_code: appCode(secret) })
  await press(page, 'useThisApp')
  await expect(page).toHaveURL(/\/account\/security\?app-replaced$/)
  return secret
}
