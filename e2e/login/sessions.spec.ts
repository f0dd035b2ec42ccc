import type { Browser, Page } from 'playwright/test'
import { devices } from 'playwright/test'
import { everyday } from '../support/needs'
import { loginAsProgram, openAccount, sessionOf, whoIs } from '../support/steps/open-account'
import { login, type Person, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

const row = (page: Page, device: string) => page.getByRole('listitem').filter({ hasText: device })

/** A second browser, on a phone. */
async function onPhone(browser: Browser, person: Person): Promise<Page> {
  const phone = await (await browser.newContext({ userAgent: devices['iPhone 15'].userAgent })).newPage()
  await login(phone, person)
  await expect(phone).toHaveURL('/account')
  return phone
}

for (const script of [true, false]) {
  test.describe(script ? 'sessions' : 'sessions without script', () => {
    test.use({ script })

    test('every browser and API client is listed in words, this one first and marked', {
      tag: script ? everyday : [],
    }, async ({ page, browser, person, request, address }) => {
      await openAccount(page, person)
      const phone = await onPhone(browser, person)
      await loginAsProgram(request, person, 'backup/2.1 (see https://evil.example)')
      await page.goto('/account/sessions')
      await expect(page.getByRole('listitem').filter({ hasText: 'Last used' })).toHaveCount(3)
      const here = page.getByRole('listitem').filter({ hasText: 'Last used' }).first()
      await expect(here).toContainText('Chrome on Windows')
      await expect(here).toContainText('This device')
      await expect(here).toContainText(`Browser · IP ${address}`)
      await expect(here.getByRole('button')).toHaveCount(0)
      await expect(page.getByText('This device')).toHaveCount(1)
      await expect(row(page, 'Safari on iOS')).toContainText('Browser')
      await expect(row(page, 'backup')).toContainText('API client')
      await expect(page.getByText('evil.example')).toHaveCount(0)
      expect(await axe(page)).toEqual([])

      await phone.goto('/account/sessions')
      await expect(row(phone, 'This device')).toContainText('Safari on iOS')
      await phone.context().close()
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('one device is logged out at once, and the others stay [F8]', { tag: script ? everyday : [] }, async ({
      page,
      browser,
      person,
      request,
    }) => {
      await openAccount(page, person)
      const phone = await onPhone(browser, person)
      const program = await loginAsProgram(request, person)
      await page.goto('/account/sessions')
      await page.getByRole('button', { name: /^Log out Safari on iOS, IP/ }).click()
      await expect(page).toHaveURL(/\/account\/sessions\?ended$/)
      await expect(page.getByRole('status').first()).toContainText('logged out')
      await expect(row(page, 'Safari on iOS')).toHaveCount(0)
      await phone.goto('/account/sessions')
      await expect(phone).toHaveURL(/\/login\?next=/)
      await phone.context().close()
      expect(await whoIs(request, program)).toBe(200)

      await page.getByRole('button', { name: /^Log out backup, IP/ }).click()
      await expect(row(page, 'backup')).toHaveCount(0)
      expect(await whoIs(request, program)).toBe(401)
      await expect(page.getByRole('button', { name: 'Log out other devices' })).toHaveCount(0)
      expect(await whoIs(request, await sessionOf(page))).toBe(200)
    })

    test('one button logs out all other devices and keeps this one [F8]', async ({
      page,
      browser,
      person,
      request,
    }) => {
      await openAccount(page, person)
      const phone = await onPhone(browser, person)
      const program = await loginAsProgram(request, person)
      const theirs = await sessionOf(phone)
      await page.goto('/account/sessions')
      await press(page, 'logoutOthers')
      await expect(page).toHaveURL(/\/account\/sessions\?others-ended$/)
      await expect(page.getByRole('listitem').filter({ hasText: 'Last used' })).toHaveCount(1)
      for (const headers of [program, theirs]) expect(await whoIs(request, headers)).toBe(401)
      expect(await whoIs(request, await sessionOf(page))).toBe(200)
      await phone.context().close()
    })

    test('a session that has ended in the meantime is reported as logged out', async ({ page, person, request }) => {
      await openAccount(page, person)
      const program = await loginAsProgram(request, person)
      await page.goto('/account/sessions')
      expect((await request.post('/api/logout', { headers: program })).status()).toBe(204)
      await page.getByRole('button', { name: /^Log out backup, IP/ }).click()
      await expect(page).toHaveURL(/\/account\/sessions\?ended$/)
    })
  })
}
