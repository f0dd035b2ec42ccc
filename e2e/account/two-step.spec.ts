import type { Page } from 'playwright/test'
import { everyday, onPostgres } from '../support/needs'
import { readQrCode } from '../support/pages/read-qr-code'
import { loginAsProgram, logout, openAccount, whoIs } from '../support/steps/open-account'
import { setUpTookTooLong } from '../support/steps/passing-time'
import { fill, login, press } from '../support/steps/person'
import { anApp, codesOn, turnOnTwoStep } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

const SET_UP = '/account/security/authenticator-app'

/** The key on the page, as a person types it into an app. */
async function keyOn(page: Page): Promise<string> {
  return (await page.locator('.key code').innerText()).replaceAll(' ', '')
}

for (const script of [true, false]) {
  test.describe(script ? 'two-step login' : 'two-step login without script [M34]', () => {
    test.use({ script })

    test('it is turned on with an app, which the QR code sets up, and shows the recovery codes once [M9 M13 M16]', {
      tag: script ? everyday : [],
    }, async ({ page, browser, person, mailbox, request }) => {
      test.slow()
      await openAccount(page, person, mailbox)
      const other = await (await browser.newContext()).newPage()
      await login(other, person)
      await expect(other).toHaveURL('/account')
      const program = await loginAsProgram(request, person)

      await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Security' }).click()
      await page.getByRole('link', { name: 'Set up two-step login' }).click()
      await expect(page.locator('svg.qr')).toHaveCount(0)
      expect(await axe(page)).toEqual([])
      await press(page, 'setUpApp')
      await expect(page.locator('svg.qr')).toBeVisible()
      expect(await axe(page)).toEqual([])
      const secret = await keyOn(page)
      const uri = await readQrCode(page)
      expect(uri).toBe(await page.getByRole('link', { name: 'Open your authenticator app' }).getAttribute('href'))
      expect(uri).toMatch(/^otpauth:\/\/totp\/Rekey:ada\.\w+%40example\.com\?/)
      expect(new URL(uri!).searchParams.get('secret')).toBe(secret)
      await page.reload()
      expect(await keyOn(page), 'the same after a reload').toBe(secret)
      // Another session of the same account does not see it.
      await other.goto(SET_UP)
      await expect(other.locator('svg.qr')).toHaveCount(0)

      const app = anApp(secret)
      await fill(page, { set_up_code: app.wrongCode() })
      await press(page, 'turnOnTwoStep')
      await expect(page.locator('#code-error')).toContainText('Enter the code that the app shows now')
      expect(await keyOn(page)).toBe(secret)
      expect(await axe(page)).toEqual([])
      await fill(page, { set_up_code: app.code() })
      await press(page, 'turnOnTwoStep')
      await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
      await expect(page).toHaveURL(SET_UP)
      await expect(page).toHaveTitle(/^Save your recovery codes – /)
      expect(await axe(page)).toEqual([])
      const codes = await codesOn(page)
      expect(codes).toHaveLength(10)
      expect(new Set(codes).size).toBe(10)
      for (const code of codes) expect(code).toMatch(/^([0-9a-z]{6}-){3}[0-9a-z]{6}$/)
      const file = await page.getByRole('link', { name: 'Download' }).getAttribute('href')
      for (const code of codes) expect(decodeURIComponent(file!)).toContain(code)
      expect(page.url() + (await page.title())).not.toContain(codes[0])

      await other.goto('/account')
      await expect(other, 'every other device is logged out').toHaveURL(/\/login/)
      await other.context().close()
      expect(await whoIs(request, program)).toBe(401)

      // Someone who leaves without saying so is reminded.
      await page.goto('/account/security')
      await expect(page.getByText('Have you saved your recovery codes?')).toBeVisible()
      expect(await page.content()).not.toContain(codes[0])
      expect(await axe(page)).toEqual([])
      await press(page, 'codesSaved')
      await expect(page).toHaveURL(/codes-saved$/)
      await expect(page.getByText('Have you saved your recovery codes?')).toHaveCount(0)
      await page.goto(SET_UP)
      await expect(page.locator('.key, .codes')).toHaveCount(0)
      expect(await page.content(), 'never shown again').not.toContain(secret)

      await page.goto('/account')
      await logout(page)
      await login(page, person)
      await expect(page).toHaveURL(/\/login\/second-step$/)
      await fill(page, { code: app.code() })
      await press(page, 'login')
      await expect(page).toHaveURL('/account')
    })

    test('it is turned off, and then the password alone logs in', { tag: script ? everyday : [] }, async ({
      page,
      person,
      mailbox,
    }) => {
      await openAccount(page, person, mailbox)
      await turnOnTwoStep(page, person)
      await page.goto('/account/security')
      await press(page, 'turnOffTwoStep')
      await expect(page).toHaveURL(/\/account\/security\?off$/)
      await expect(page.getByRole('status').first()).toContainText('Every other device was logged out.')
      await expect(page.getByRole('link', { name: 'Set up two-step login' })).toBeVisible()
      await logout(page)
      await login(page, person)
      await expect(page).toHaveURL('/account')
    })
  })
}

for (const [where, use] of [
  ['a small dark page', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }],
  ['a page in the colors of the reader', { colorScheme: 'dark', forcedColors: 'active' }],
] as const)
  test.describe(where, () => {
    test.use(use)

    test(`the QR code is read from ${where}, too [M34]`, async ({ page, person, mailbox }) => {
      await openAccount(page, person, mailbox)
      await page.goto(SET_UP)
      await press(page, 'setUpApp')
      const code = page.locator('svg.qr')
      await expect(code).toBeVisible()
      expect((await code.boundingBox())!.width).toBeGreaterThanOrEqual(240)
      expect(new URL((await readQrCode(page))!).searchParams.get('secret')).toBe(await keyOn(page))
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    })
  })

test('someone with an unverified email is told to verify it first, and nothing is set up [M17]', async ({
  page,
  person,
}) => {
  await openAccount(page, person)
  await page.goto('/account/security')
  await expect(page.getByText('Before you can set it up, your email must be verified.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Set up two-step login' })).toHaveCount(0)
  await page.goto(SET_UP)
  await expect(page).toHaveURL('/account/security')
})

test('a setup that has ended is started again, and the app that works is untouched [M13]', {
  tag: onPostgres,
}, async ({ page, person, mailbox, site }) => {
  test.slow()
  await openAccount(page, person, mailbox)
  const { app } = await turnOnTwoStep(page, person)
  await page.goto('/account/security')
  await page.getByRole('link', { name: 'Replace the authenticator app' }).click()
  await press(page, 'setUpApp')
  await expect(page.locator('svg.qr')).toBeVisible()
  await setUpTookTooLong(site, person)
  await fill(page, { set_up_code: anApp(await keyOn(page)).code() })
  await press(page, 'useThisApp')
  await expect(page).toHaveURL(/refused=set-up-expired$/)
  await expect(page.getByRole('alert').filter({ hasText: 'This setup has ended.' })).toBeVisible()
  expect(await axe(page)).toEqual([])

  await press(page, 'setUpApp')
  await expect(page.locator('svg.qr')).toBeVisible()
  const next = anApp(await keyOn(page))
  await fill(page, { set_up_code: next.code() })
  await press(page, 'useThisApp')
  await expect(page).toHaveURL(/\/account\/security\?app-replaced$/)
  await logout(page)
  await login(page, person)
  await fill(page, { code: app.code() })
  await press(page, 'login')
  await expect(page.locator('#code-error')).toBeVisible()
  await fill(page, { code: next.code() })
  await press(page, 'login')
  await expect(page).toHaveURL('/account')
})
