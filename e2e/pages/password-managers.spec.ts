import type { Page } from 'playwright/test'
import { emailedResetLink } from '../support/steps/emailed-reset-link'
import { openAccount } from '../support/steps/open-account'
import { expect, test } from '../support/test'

// Chromium's password manager saves and updates the right entry by these rules: a field for the username before the
// passwords, said to be one by its token; and for each password whether it is the current or a new one.
// https://www.chromium.org/developers/design-documents/form-styles-that-chromium-understands/

test('the forms for visitors say which field is the username and whether the password is new [K5]', async ({
  page,
}) => {
  await page.goto('/login')
  expect(await tokensOf(page)).toEqual(['username', 'current-password'])
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
  ] as const) {
    await page.goto(path)
    expect(await tokensOf(page), path).toEqual(tokens)
    await namesTheAccount(page, person.email)
  }
})

/** The autocomplete tokens of the form's fields, in their order. */
function tokensOf(page: Page): Promise<string[]> {
  const fields = page.locator('main form:has(.main) input:not([type=hidden])')
  return fields.evaluateAll((all) => all.map((each) => (each as HTMLInputElement).autocomplete))
}

/** Hidden from people, and not by `display: none`, which password managers overlook. */
async function namesTheAccount(page: Page, email: string) {
  const username = page.locator('input[autocomplete=username]')
  await expect(username).toHaveValue(email)
  await expect(username).not.toBeEditable()
  expect(await username.evaluate((each) => each.checkVisibility() && each.tabIndex)).toBe(-1)
}
