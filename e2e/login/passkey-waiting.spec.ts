import { openAccount } from '../support/steps/open-account'
import { countChallenges, loginByButton, passkeyButton, withPasskeyAtLogin } from '../support/steps/passkeys'
import { fill, press } from '../support/steps/person'
import { expect, test } from '../support/test'
import { menuWaits, virtualAuthenticator } from '../support/virtual-authenticator'

test('after ten minutes the menu gets a new challenge, also when the device was asleep meanwhile [M35]', async ({
  page,
  person,
  mailbox,
}) => {
  await withPasskeyAtLogin(page, person, mailbox)
  const asked = countChallenges(page)
  await page.clock.install()
  await page.goto('/login')
  await expect.poll(asked).toBe(1)
  await menuWaits(page)
  await page.clock.fastForward('09:00')
  expect(asked()).toBe(1)
  await page.clock.fastForward('01:01')
  await expect.poll(asked).toBe(2)
  await menuWaits(page)
  await page.clock.setSystemTime(Date.now() + 25 * 60_000)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect.poll(asked).toBe(3)
})

test('after Back and Forward the menu is there again, and the button works [M35]', async ({
  page,
  person,
  mailbox,
}) => {
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  const asked = countChallenges(page)
  await page.goto('/login')
  await expect.poll(asked).toBe(1)
  await menuWaits(page)
  // Chromium loads this page again on the way back; other browsers take the one that they kept, which only events tell it.
  await page.goto('/docs')
  await page.goBack()
  await expect.poll(asked).toBe(2)
  await page.goForward()
  await page.goBack()
  await expect.poll(asked).toBe(3)
  await menuWaits(page)
  for (const type of ['pagehide', 'pageshow'])
    await page.evaluate((type) => dispatchEvent(new PageTransitionEvent(type, { persisted: true })), type)
  await expect.poll(asked).toBe(4)
  await loginByButton(page, authenticator)
  await expect(page).toHaveURL('/account')
  expect(errors).toEqual([])
})

test('two tabs wait beside each other, and each logs in', async ({ page, person, mailbox }) => {
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  const [passkey] = await authenticator.passkeys()
  const second = await page.context().newPage()
  const other = await virtualAuthenticator(second, { passkeys: [passkey!], touched: false })
  for (const tab of [page, second]) {
    await tab.goto('/login')
    await expect(passkeyButton(tab)).toBeVisible()
  }
  await loginByButton(page, authenticator)
  await expect(page).toHaveURL('/account')
  await loginByButton(second, other)
  await expect(second).toHaveURL('/account')
  await page.reload()
  await expect(page).toHaveURL('/account')
})

test('while the menu waits, the password logs in, also after a wrong one', async ({ page, person }) => {
  await openAccount(page, person)
  await page.context().clearCookies()
  const asked = countChallenges(page)
  await page.goto('/login')
  await expect.poll(asked).toBe(1)
  await fill(page, { email: person.email, password: 'wrong' })
  await press(page, 'login')
  await expect(page.locator('.summary')).toBeFocused()
  await expect.poll(asked, 'the menu waits again').toBeGreaterThan(1)
  await fill(page, { password: person.password })
  await press(page, 'login')
  await expect(page).toHaveURL('/account')
})
