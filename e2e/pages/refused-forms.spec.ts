import type { Page } from 'playwright/test'
import { insertApp } from '../support/apps/insert-app'
import { onPostgres } from '../support/needs'
import { isFit } from '../support/pages/page-is-fit'
import type { Site } from '../support/servers/site'
import { logout, openAccount } from '../support/steps/open-account'
import { idOfPasskey, PASSKEYS, withPasskey } from '../support/steps/passkeys'
import { fill, login, press } from '../support/steps/person'
import { refusals } from '../support/steps/refused-forms'
import { turnOnTwoStep } from '../support/steps/two-step'
import { withSuspended } from '../support/steps/undone-factors'
import { expect, test } from '../support/test'

const [ofBuildBefore] = refusals

for (const script of [true, false]) {
  test.describe(script ? 'with script' : 'without script', () => {
    test.use({ script, colorScheme: 'dark', viewport: { width: 320, height: 640 } })

    for (const { name, says, code, bring, byFields } of refusals) {
      test(`${name} says why and keeps what was typed`, async ({ page, person, site }) => {
        await page.goto('/login')
        await fill(page, { email: person.email, password: person.password })
        await bring(page)
        const before = site.log().length
        await press(page, 'login')
        await showsReason(page, says, script)
        if (script) await expect(page.getByLabel('Email', { exact: true })).toHaveValue(person.email)
        else await leadsBack(page, '/login')
        await expect.poll(() => codesIn(site, before)).toEqual([code])
      })

      if (script && byFields) continue
      test(`${name} that has only a button says why`, async ({ page, person }) => {
        await openAccount(page, person)
        await page.goto('/account')
        await bring(page)
        await press(page, 'resendVerification')
        await showsReason(page, says, script)
      })
    }

    test('the forms on the way into an app and out again say why', async ({ page, person, site }) => {
      const { says, bring } = ofBuildBefore!
      const [open, others] = [
        await insertApp(site, { name: 'Wiki' }),
        await insertApp(site, { name: 'Chat', thirdParty: true }),
      ]
      await openAccount(page, person)
      for (const [path, button] of [
        [open({ prompt: 'login' }), 'Confirm it’s me'],
        [others(), 'Allow'],
        ['/logout', 'Stay logged in'],
      ] as const) {
        await page.goto(path)
        if (path === open({ prompt: 'login' })) await fill(page, { current_password: person.password })
        await bring(page)
        await page.getByRole('button', { name: button }).click()
        await showsReason(page, says, script)
        await page.unrouteAll()
      }
    })

    test('the forms of two-step login say why', async ({ page, person, mailbox }) => {
      const { says, bring } = ofBuildBefore!
      const refuses = async (path: string, button: Parameters<typeof press>[1]) => {
        await page.goto(path)
        if (button === 'login') await fill(page, { code: '123456' })
        await bring(page)
        await press(page, button)
        await showsReason(page, says, script)
        await page.unrouteAll()
      }
      await openAccount(page, person, mailbox)
      await refuses('/account/security/authenticator-app', 'setUpApp')
      await turnOnTwoStep(page, person)
      await refuses('/account/security', 'codesSaved')
      await refuses('/account/security', 'forgetBrowsers')
      await refuses('/account/security', 'turnOffTwoStep')
      await refuses('/account/security/recovery-codes', 'makeCodes')
      await page.goto('/account')
      await logout(page)
      await login(page, person)
      await refuses('/login/second-step', 'login')
      await refuses('/login/second-step', 'otherPerson')
    })

    test('the forms of passkeys say why', async ({ page, person, mailbox, browser, baseURL }) => {
      const { says, bring } = ofBuildBefore!
      const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
      const made = await context.newPage()
      await withPasskey(made, person, mailbox)
      const passkey = `${PASSKEYS}/${await idOfPasskey(made)}`
      await page.context().addCookies(await context.cookies())
      const refuses = async (path: string, button: Parameters<typeof press>[1]) => {
        await page.goto(path)
        await bring(page)
        await press(page, button)
        await showsReason(page, says, script)
        await page.unrouteAll()
      }
      await refuses(passkey, 'renamePasskey')
      await refuses(`${passkey}/remove`, 'removePasskey')
      await refuses('/account/security/two-step', 'turnOnTwoStep')
      await turnOnTwoStep(made, person)
      await refuses('/account/security/authenticator-app/remove', 'removeApp')
      await context.close()
    })

    test('the forms about suspended second factors say why', { tag: onPostgres }, async ({
      page,
      person,
      mailbox,
      site,
      browser,
      baseURL,
    }) => {
      test.slow()
      const { says, bring } = ofBuildBefore!
      const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
      const { paths } = await withSuspended({ page, person, mailbox, site }, await context.newPage())
      for (const [path, button] of [
        [`${paths[0]}/keep`, 'keepApp'],
        [`${paths[0]}/remove`, 'removeSuspendedApp'],
      ] as const) {
        await page.goto(path)
        await bring(page)
        await press(page, button)
        await showsReason(page, says, script)
        await page.unrouteAll()
      }
      await context.close()
    })

    test('a page opened at another URL or with a password in the URL says so', async ({ page, person, site }) => {
      await page.goto(`${site.url.replace('localhost', '127.0.0.1')}/login`)
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await showsReason(page, new RegExp(`Open ${site.url} and try again`), script)
      await page.goto('/login?password=x')
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await showsReason(page, /never in the URL/, script)
    })
  })
}

async function showsReason(page: Page, says: RegExp, script: boolean) {
  await expect(page.getByText(says)).toBeVisible()
  await expect(page.getByText('couldn’t reach')).toHaveCount(0)
  await expect(page).toHaveTitle(/[\w?] – Rekey$/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  if (script) await expect(page.locator('.summary').filter({ hasText: says }).last()).toBeFocused()
  await isFit(page, String(says))
}

async function leadsBack(page: Page, path: string) {
  await page.unrouteAll()
  await page.getByRole('link', { name: 'Reload the page' }).click()
  await expect(page).toHaveURL(path)
}

function codesIn(site: Site, from: number): string[] {
  const lines = site.log().slice(from)
  return lines.filter((line) => /"form\.(refused|unreadable)"/.test(line)).map((line) => JSON.parse(line).code)
}
