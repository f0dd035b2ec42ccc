import { startApp } from '../support/apps/an-app'
import { welcomed } from '../support/apps/go-through-login'
import { onPostgres } from '../support/needs'
import { logout, openAccount } from '../support/steps/open-account'
import { appNotUsedLately } from '../support/steps/passing-time'
import { fill, press } from '../support/steps/person'
import { anApp, turnOnTwoStep, withTwoStep } from '../support/steps/two-step'
import { SECURITY, withSuspended } from '../support/steps/undone-factors'
import { axe, expect, test, withoutLimits } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'an app and the second step' : 'an app and the second step without script [M34]', () => {
    test.use({ script })
    test.use({ environment: withoutLimits })

    test('the second step, by a code of either kind, leads on into the app [M2]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      test.slow()
      const { app, codes } = await withTwoStep(page, person, mailbox)
      const wiki = await startApp(site)
      await page.goto(`${wiki.url}/login`)
      await expect(page.getByText('Log in to continue to Wiki')).toBeVisible()
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page).toHaveURL(/\/login\/second-step\?next=%2Flogin%2Fapp%2F/)
      await fill(page, { code: app.code() })
      await press(page, 'login')
      await welcomed(page, wiki, person.email)

      await page.goto('/account')
      await logout(page)
      await page.goto(`${wiki.url}/login`)
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await press(page, 'otherPerson')
      await expect(page.getByText('Log in to continue to Wiki')).toBeVisible()
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await page.getByRole('link', { name: 'Use a recovery code' }).click()
      await fill(page, { recovery_code: codes[3]! })
      await press(page, 'login')
      await welcomed(page, wiki, person.email)
      expect(wiki.entered).toHaveLength(2)
      wiki.stop()
    })

    test('someone with suspended second factors is asked about them, but not on the way into an app [M26]', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, site, browser, baseURL }) => {
      test.slow()
      const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
      const { owner, app } = await withSuspended({ page, person, mailbox, site }, await context.newPage())
      await logout(page)
      const wiki = await startApp(site)
      await page.goto(`${wiki.url}/login`)
      await fill(page, { email: owner.email, password: owner.password })
      await press(page, 'login')
      await appNotUsedLately(site, person)
      await fill(page, { code: anApp(app.secret).code() })
      await press(page, 'login')
      await welcomed(page, wiki, person.email)
      await page.goto('/account')
      await page.getByRole('link', { name: 'Keep or remove it' }).click()
      await expect(page).toHaveURL(SECURITY)
      wiki.stop()
      await context.close()
    })

    test('an app that wants the person to confirm gets the password and a code', { tag: onPostgres }, async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      await openAccount(page, person, mailbox)
      const { app } = await turnOnTwoStep(page, person)
      const wiki = await startApp(site)
      await page.goto(`${wiki.url}/login?prompt=login`)
      await expect(page.getByRole('heading', { name: 'Confirm it’s you' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await fill(page, { current_password: person.password })
      await press(page, 'confirmOwner')
      await expect(page.locator('#code-error')).toBeVisible()
      await appNotUsedLately(site, person)
      await fill(page, { current_password: person.password, code: anApp(app.secret).code() })
      await press(page, 'confirmOwner')
      await welcomed(page, wiki, person.email)
      wiki.stop()
    })
  })
}
