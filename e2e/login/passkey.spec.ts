import type { Page } from 'playwright/test'
import { everyday } from '../support/needs'
import { logout } from '../support/steps/open-account'
import {
  countChallenges,
  hasNoPasskeys,
  loginByButton,
  passkeyButton,
  withPasskey,
  withPasskeyAtLogin,
} from '../support/steps/passkeys'
import { aPerson, deleteAccount, labels } from '../support/steps/person'
import { axe, expect, test } from '../support/test'
import { menuWaits, virtualAuthenticator } from '../support/virtual-authenticator'

test('a passkey logs in by the button, and leads on to the page that was asked for [M18]', { tag: everyday }, async ({
  page,
  person,
  mailbox,
}) => {
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  await page.goto('/account/sessions')
  await expect(page).toHaveURL(/\/login\?next=/)
  await expect(passkeyButton(page)).toBeVisible()
  expect(await axe(page)).toEqual([])
  await menuWaits(page)
  const asked = countChallenges(page)
  await loginByButton(page, authenticator)
  await expect(page).toHaveURL('/account/sessions')
  expect(asked(), 'the prompt of the button answered, and not the menu after it was refused').toBe(1)
})

test('a passkey logs in from the menu of the email field', async ({ page, person, mailbox }) => {
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  const [email, password] = [page.getByLabel(labels.email), page.getByLabel(labels.password, { exact: true })]
  await expect(email).toHaveAttribute('autocomplete', 'username webauthn')
  await expect(password).toHaveAttribute('autocomplete', 'current-password webauthn')
  await authenticator.touch(true)
  await page.goto('/login')
  await expect(page).toHaveURL('/account')
  await expect(page.getByText(person.email).first()).toBeVisible()
})

test('of the passkeys of two people, the one that is chosen says whose account opens', async ({
  page,
  person,
  mailbox,
  elsewhere,
}) => {
  test.slow()
  const other = aPerson()
  const [mine] = await (await withPasskeyAtLogin(page, person, mailbox)).passkeys()
  const theirs = await withPasskey(elsewhere, other, mailbox)
  const [second] = await theirs.passkeys()
  expect(second!.userHandle).not.toBe(mine!.userHandle)
  await elsewhere.goto('/account')
  await logout(elsewhere)
  await theirs.remove()
  await virtualAuthenticator(elsewhere, { passkeys: [mine!, second!] })
  await elsewhere.goto('/login')
  await expect(elsewhere).toHaveURL('/account')
  const opened = elsewhere.getByText(person.email).or(elsewhere.getByText(other.email))
  await expect(opened.first()).toBeVisible()
})

test('the button comes to a place that was kept free, so that nothing moves [K12]', async ({
  page,
  elsewhere,
  site,
}) => {
  await hasNoPasskeys(elsewhere)
  const placeOf = async (each: Page) => each.getByRole('link', { name: 'Forgot your password?' }).boundingBox()
  await elsewhere.setViewportSize(page.viewportSize()!)
  await elsewhere.goto(`${site.url}/login`)
  await page.goto('/login')
  await expect(passkeyButton(page)).toBeVisible()
  expect(await placeOf(page)).toEqual(await placeOf(elsewhere))
})

test('a browser that knows no passkeys shows nothing of them and fetches nothing for them', async ({ page }) => {
  await hasNoPasskeys(page)
  const asked = countChallenges(page)
  await page.goto('/login', { waitUntil: 'networkidle' })
  await expect(passkeyButton(page)).toHaveCount(0)
  expect(asked()).toBe(0)
})

test.describe('without script', () => {
  test.use({ script: false })

  test('the login page shows nothing of passkeys, and no empty place [M34]', async ({ page }) => {
    await page.goto('/login')
    await expect(page.getByText(/passkey/i)).toHaveCount(0)
    await expect(page.locator('.passkey')).toBeHidden()
  })
})

test('a login with a passkey cancels the deletion of the account', async ({ page, person, mailbox }) => {
  const authenticator = await withPasskey(page, person, mailbox)
  await authenticator.touch(false)
  await deleteAccount(page, person)
  // That led to the login page, whose own autofill must not be answered before the page below is opened.
  await page.goto('about:blank')
  await authenticator.touch(true)
  await page.goto('/login')
  await expect(page).toHaveURL(/\/account\?restored$/)
})

test('a counter that goes back locks nobody out [M24]', async ({ page, person, mailbox }) => {
  const first = await withPasskey(page, person, mailbox, { synced: false })
  const [passkey] = await first.passkeys()
  await first.remove()
  for (const signCount of [passkey!.signCount + 20, 1]) {
    await page.goto('/account')
    await logout(page)
    const copy = await virtualAuthenticator(page, { synced: false, passkeys: [{ ...passkey!, signCount }] })
    await page.goto('/login')
    await expect(page).toHaveURL('/account')
    await copy.remove()
  }
})
