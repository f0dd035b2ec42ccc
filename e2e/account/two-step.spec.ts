import type { Page } from 'playwright/test'
import { onPostgres, thorough } from '../support/needs'
import { readQrCode } from '../support/pages/read-qr-code'
import { loginAsProgram, logout, openAccount, sessionOf, whoIs } from '../support/steps/open-account'
import { appNotUsedLately, passwordGivenLongAgo, setUpTookTooLong } from '../support/steps/passing-time'
import { aPassword, aPerson, fill, labels, login, press } from '../support/steps/person'
import { anApp, turnOnTwoStep } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

const SET_UP = '/account/security/authenticator-app'

/** The key on the page, as a person types it into an app. */
async function keyOn(page: Page): Promise<string> {
  return (await page.locator('.key code').innerText()).replaceAll(' ', '')
}

function codesOn(page: Page): Promise<string[]> {
  return page.locator('.codes code').allInnerTexts()
}

for (const script of [true, false]) {
  test.describe(script ? 'two-step login' : 'two-step login without script [M34]', () => {
    test.use({ script })

    test('it is turned on with an app, which the QR code sets up, and shows the recovery codes once [M9 M13 M16]', async ({
      page,
      browser,
      person,
      mailbox,
      request,
    }) => {
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

      // Whoever leaves without saying so is reminded.
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

    test('new recovery codes replace the old ones [M10]', async ({ page, person, mailbox }) => {
      await openAccount(page, person, mailbox)
      const { codes: former } = await turnOnTwoStep(page, person)
      await page.goto('/account/security')
      await expect(page.getByText('10 codes left')).toBeVisible()
      await page.getByRole('link', { name: 'Make new recovery codes' }).click()
      await press(page, 'makeCodes')
      await expect(page.locator('.codes li')).toHaveCount(10)
      const [code] = await codesOn(page)
      expect(former).not.toContain(code)
      await press(page, 'codesSaved')
      await expect(page).toHaveURL(/codes-saved$/)
      await logout(page)
      await login(page, person)
      await page.getByRole('link', { name: 'Use a recovery code' }).click()
      await fill(page, { recovery_code: former[0]! })
      await press(page, 'login')
      await expect(page.locator('#code-error')).toBeVisible()
      await fill(page, { recovery_code: code! })
      await press(page, 'login')
      await expect(page).toHaveURL(/recovery-code-used$/)
    })

    test('it is turned off, and then the password alone logs in', async ({ page, person, mailbox }) => {
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

    test('after ten minutes every risky form asks for the password and a code, and neither alone does [M14 M15]', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, site }) => {
      test.slow()
      await openAccount(page, person, mailbox)
      const { app } = await turnOnTwoStep(page, person)
      await passwordGivenLongAgo(site, person)
      for (const path of [
        'password',
        'email',
        'delete',
        'security',
        'security/authenticator-app',
        'security/recovery-codes',
      ]) {
        await page.goto(`/account/${path}`)
        await expect(page.getByLabel(labels.current_password, { exact: true }), path).toBeVisible()
        await expect(page.getByLabel(labels.code), path).toBeVisible()
        await expect(page.getByLabel(labels.code), path).toHaveAccessibleDescription(/^Lost your phone\? Log out, .+/)
      }
      await page.goto('/account/email')
      const new_email = aPerson().email
      await fill(page, { new_email, current_password: person.password })
      await press(page, 'changeEmail')
      await expect(page.locator('#code-error')).toBeVisible()
      await expect(page.getByLabel(labels.new_email), 'what is no secret is kept').toHaveValue(new_email)
      await fill(page, { current_password: '', code: app.code() })
      await press(page, 'changeEmail')
      await expect(page.locator('#current_password-error')).toBeVisible()
      await appNotUsedLately(site, person)
      await fill(page, { current_password: person.password, code: anApp(app.secret).code() })
      await press(page, 'changeEmail')
      await expect(page).toHaveURL(/\/account\/email\?sent$/)
      await page.goto('/account/security')
      await expect(page.getByLabel(labels.code), 'confirmed a moment ago').toHaveCount(0)
    })

    test('a page confirms the owner before a download and leads back to a page of the account only', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, site }) => {
      await openAccount(page, person, mailbox)
      const { app } = await turnOnTwoStep(page, person)
      await passwordGivenLongAgo(site, person)
      await page.goto('/account/delete')
      await page.getByRole('link', { name: 'Confirm it’s me to download' }).click()
      await expect(page.getByRole('heading', { name: 'Confirm it’s you' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await appNotUsedLately(site, person)
      await fill(page, { current_password: person.password, code: anApp(app.secret).code() })
      await press(page, 'confirmOwner')
      await expect(page).toHaveURL('/account/delete')
      await expect(page.getByRole('link', { name: 'Download my data' })).toBeVisible()
      await page.goto('/account/confirm?next=https://evil.test/')
      expect(await page.locator('input[name=next]').inputValue()).toBe('/account')
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

test('whoever has not verified the email is told to do so first, and nothing is set up [M17]', async ({
  page,
  person,
}) => {
  await openAccount(page, person)
  await page.goto('/account/security')
  await expect(page.getByText('your email must be verified')).toBeVisible()
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

test('a form that was left open asks for the code when it is sent, and keeps what was typed', {
  tag: [onPostgres, thorough],
}, async ({ page, person, mailbox, site, request }) => {
  await openAccount(page, person, mailbox)
  const { app } = await turnOnTwoStep(page, person)
  await page.goto('/account/email')
  const new_email = aPerson().email
  await fill(page, { new_email })
  await passwordGivenLongAgo(site, person)
  await press(page, 'changeEmail')
  await expect(page.getByText('Please confirm that it’s you.')).toBeVisible()
  await expect(page.getByLabel(labels.new_email)).toHaveValue(new_email)
  await fill(page, { current_password: aPassword(), code: app.code() })
  await press(page, 'changeEmail')
  await expect(page.getByText('This is not your current password').last()).toBeVisible()
  expect(await whoIs(request, await sessionOf(page))).toBe(200)
})

test('the recovery codes are copied, and printed without the rest of the page', { tag: thorough }, async ({
  page,
  person,
  mailbox,
}) => {
  await openAccount(page, person, mailbox)
  await turnOnTwoStep(page, person)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/account/security/recovery-codes')
  await press(page, 'makeCodes')
  await expect(page.locator('.codes li')).toHaveCount(10)
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeFocused()
  await page.getByRole('button', { name: 'Copy recovery codes' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe((await codesOn(page)).join('\n'))
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download recovery codes' }).click()
  expect((await saved).suggestedFilename()).toBe('recovery-codes.txt')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.codes li').last()).toBeVisible()
  await expect(page.locator('.owner')).toContainText(person.email)
  for (const hidden of ['nav', '.ways', 'main form']) await expect(page.locator(hidden).last()).toBeHidden()
})
