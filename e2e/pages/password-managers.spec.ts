import type { Page } from 'playwright/test'
import { onPostgres } from '../support/needs'
import { emailedResetLink } from '../support/steps/emailed-reset-link'
import { logout, openAccount } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import { login } from '../support/steps/person'
import { turnOnTwoStep } from '../support/steps/two-step'
import { withSuspended } from '../support/steps/undone-factors'
import { expect, test } from '../support/test'

// Chromium's password manager saves and updates the right entry by these rules: a field for the username before the
// passwords, said to be one by its token; and for each password whether it is the current or a new one.
// https://www.chromium.org/developers/design-documents/form-styles-that-chromium-understands/

test('the forms for visitors say which field is the username and whether the password is new [K5]', async ({
  page,
}) => {
  await page.goto('/login')
  expect(await tokensOf(page)).toEqual(['username webauthn', 'current-password webauthn'])
  await page.goto('/forgot-password')
  expect(await tokensOf(page)).toEqual(['username'])
  // A new account has no username yet: its email is filled in from the person's details, and saved as the username.
  await page.goto('/register')
  expect(await tokensOf(page)).toEqual(['given-name', 'family-name', 'email', 'tel', 'new-password'])
})

test('the page of a reset link names the account whose password it changes [K5]', async ({ page, person, mailbox }) => {
  await page.goto(await emailedResetLink(page, person, mailbox))
  expect(await tokensOf(page)).toEqual(['username', 'new-password'])
  await namesTheAccount(page, person.email)
})

test('every form of the account that has a password names the account first [K5]', async ({ page, person }) => {
  await openAccount(page, person)
  for (const [path, tokens] of [
    ['/account/password', ['username', 'new-password']],
    ['/account/email', ['username', 'email']],
    ['/account/confirm', ['username', 'current-password']],
  ] as const) {
    await page.goto(path)
    expect(await tokensOf(page), path).toEqual(tokens)
    await namesTheAccount(page, person.email)
  }
})

test('the forms of two-step login say which field takes the code of an app, and that no browser keeps a recovery code [K5 M34]', async ({
  page,
  person,
  mailbox,
}) => {
  await openAccount(page, person, mailbox)
  await turnOnTwoStep(page, person)
  await page.goto('/account/confirm')
  expect(await tokensOf(page)).toEqual(['username', 'current-password', 'one-time-code'])
  await namesTheAccount(page, person.email)
  await page.goto('/account')
  await logout(page)
  await login(page, person)
  await expect(page).toHaveURL(/second-step$/)
  expect(await tokensOf(page)).toEqual(['one-time-code'])
  await page.goto('/login/second-step?with=recovery-code')
  expect(await tokensOf(page)).toEqual(['off'])
})

test('the forms that keep or remove a suspended second factor name the account first [K5]', {
  tag: onPostgres,
}, async ({ page, person, mailbox, site, elsewhere }) => {
  test.slow()
  const { paths } = await withSuspended({ page, person, mailbox, site }, elsewhere)
  await passwordGivenLongAgo(site, person)
  for (const path of [`${paths[0]}/keep`, `${paths[0]}/remove`]) {
    await page.goto(path)
    expect(await tokensOf(page), path).toEqual(['username', 'current-password', 'one-time-code'])
    await namesTheAccount(page, person.email)
  }
})

/** The autocomplete tokens of the form's fields, in their order. */
function tokensOf(page: Page): Promise<string[]> {
  const fields = page.locator('main form:has(.main) input:not([type=hidden], [type=checkbox])')
  return fields.evaluateAll((all) => all.map((each) => (each as HTMLInputElement).autocomplete))
}

/** Hidden from people, and not by `display: none`, which password managers overlook. */
async function namesTheAccount(page: Page, email: string) {
  const username = page.locator('input[autocomplete=username]')
  await expect(username).toHaveValue(email)
  await expect(username).not.toBeEditable()
  expect(await username.evaluate((each) => each.checkVisibility() && each.tabIndex)).toBe(-1)
}
