import type { Page } from 'playwright/test'
import { runCommand } from '../support/apps/an-app'
import { loginAsProgram, logout, openAccount } from '../support/steps/open-account'
import { countChallenges, loginByButton, passkeyButton, withPasskeyAtLogin } from '../support/steps/passkeys'
import { fill, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'
import { virtualAuthenticator } from '../support/virtual-authenticator'

const summary = (page: Page) => page.locator('.summary')
const REFUSED = 'This passkey didn’t open an account. Log in with your password.'
/** Longer than a loop would need for another turn. */
const A_WHILE = 1500

test('a prompt that is closed is met with silence, and the button works again [M35]', async ({
  page,
  person,
  mailbox,
}) => {
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  await authenticator.touch(true)
  await authenticator.recognize(false)
  const asked = countChallenges(page)
  await press(page, 'passkeyLogin')
  await page.waitForTimeout(A_WHILE)
  await expect(passkeyButton(page)).toBeEnabled()
  await expect(summary(page)).toHaveCount(0)
  await expect(page).toHaveTitle(/^Log in – /)
  expect(asked(), 'once for the button, once more for the menu').toBeLessThanOrEqual(2)
  await authenticator.recognize(true)
  await press(page, 'passkeyLogin')
  await expect(page).toHaveURL('/account')
})

test('a browser without a passkey is asked once, and says nothing [M35]', async ({ page, person }) => {
  await openAccount(page, person)
  await page.context().clearCookies()
  await virtualAuthenticator(page)
  const asked = countChallenges(page)
  await page.goto('/login')
  await expect(passkeyButton(page)).toBeVisible()
  await page.waitForTimeout(A_WHILE)
  expect(asked()).toBe(1)
  await expect(summary(page)).toHaveCount(0)
  await fill(page, { email: person.email, password: person.password })
  await press(page, 'login')
  await expect(page).toHaveURL('/account')
})

for (const [what, faults] of [
  ['a wrong signature', { isBogusSignature: true }],
  ['no user verification', { isBadUV: true }],
] as const)
  test(`a passkey with ${what} is refused, is not sent again by itself, and the password still logs in [M18 M19 M35]`, async ({
    page,
    person,
    mailbox,
  }) => {
    const authenticator = await withPasskeyAtLogin(page, person, mailbox)
    await authenticator.spoil(faults)
    await authenticator.touch(true)
    const asked = countChallenges(page)
    await page.goto('/login')
    await expect(summary(page)).toHaveText(REFUSED)
    await expect(summary(page)).toBeFocused()
    await expect(page).toHaveTitle(/^Error: Log in – /)
    expect(await axe(page)).toEqual([])
    await page.waitForTimeout(A_WHILE)
    expect(asked()).toBe(1)
    // Somebody who touches the page is offered passkeys again.
    await page.getByRole('heading', { name: 'Log in' }).click()
    await expect.poll(asked).toBe(2)
    await page.waitForTimeout(A_WHILE)
    expect(asked()).toBe(2)
    await authenticator.remove()
    await fill(page, { email: person.email, password: person.password })
    await press(page, 'login')
    await expect(page).toHaveURL('/account')
  })

test('of a passkey that was removed the password manager is told only when it can’t come back [M21 M26]', async ({
  page,
  person,
  mailbox,
  request,
  site,
}) => {
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  const headers = await loginAsProgram(request, person)
  const { passkeys } = await (await request.get('/api/second-factors', { headers })).json()
  const data = { current_password: person.password }
  expect((await request.delete(`/api/passkeys/${passkeys[0].id}`, { headers, data })).status()).toBe(204)
  await loginByButton(page, authenticator)
  await expect(summary(page)).toHaveText('This passkey was removed from its account. Log in with your password.')
  expect(await axe(page)).toEqual([])
  await page.waitForTimeout(A_WHILE)
  expect(await authenticator.passkeys(), '“this wasn’t me” may bring it back').toHaveLength(1)

  await runCommand(site, ['users', 'reset-factors', person.email, '--yes'])
  await page.goto('/login')
  await expect(summary(page)).toContainText('This site doesn’t know this passkey. Log in with your password.')
  await expect(summary(page)).toContainText('We’ve told your password manager.')
  expect(await axe(page)).toEqual([])
  await expect.poll(async () => (await authenticator.passkeys()).length).toBe(0)
})

test('a challenge that was used is refused, and the next one is new [M20 M35]', async ({ page, person, mailbox }) => {
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  const old = await (await page.request.post('/api/login/passkey/options', { data: {} })).json()
  const answerOld = () => page.route('**/api/login/passkey/options', (route) => route.fulfill({ json: old }))
  await answerOld()
  await authenticator.touch(true)
  await page.goto('/login')
  await expect(page).toHaveURL('/account')
  await authenticator.touch(false)
  await logout(page)
  // Autofill answers by itself as the page opens, so that no press of the button races with it.
  await authenticator.touch(true)
  await page.goto('/login')
  await expect(summary(page)).toHaveText(REFUSED)
  await page.unrouteAll()
  await page.goto('/login')
  await expect(page).toHaveURL('/account')
})

test('what cannot be the answer of a passkey is refused like a wrong one, and marks no field', async ({
  page,
  person,
  mailbox,
}) => {
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  await page.route('**/login*', async (route) => {
    const body = route.request().postDataBuffer()?.toString('latin1')
    if (!body?.includes('"clientDataJSON"')) return route.continue()
    await route.continue({ postData: Buffer.from(body.replace('"clientDataJSON"', '"somethingElse"'), 'latin1') })
  })
  await loginByButton(page, authenticator)
  await expect(summary(page)).toHaveText(REFUSED)
  await expect(page.locator('[aria-invalid]')).toHaveCount(0)
})
