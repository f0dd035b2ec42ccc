import { onPostgres } from '../support/needs'
import { ways } from '../support/pages/looks'
import { isFitInEveryLook } from '../support/pages/page-is-fit'
import { haveTitlesOfTheirOwn, showErrors, titleOnceFit, visit } from '../support/pages/visit-pages'
import { logout, openAccount } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import { addApp, idOfPasskey, PASSKEYS, turnOnWithPasskey, withPasskey } from '../support/steps/passkeys'
import { fill, login, press } from '../support/steps/person'
import { turnOnTwoStep } from '../support/steps/two-step'
import { SECURITY, withSuspended } from '../support/steps/undone-factors'
import { expect, test } from '../support/test'

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use)

    test('every page of two-step login is accessible and has its own title [K1 K7 K8 M34]', async ({
      page,
      person,
      mailbox,
    }) => {
      test.slow()
      await openAccount(page, person, mailbox)
      const titles = [await titleOnceFit(page, '/account/security/authenticator-app')]
      await press(page, 'setUpApp')
      await expect(page.locator('svg.qr')).toBeVisible()
      await press(page, 'turnOnTwoStep')
      await expect(page).toHaveTitle(/^Error: /)
      await isFitInEveryLook(page, 'the setup with errors')
      const { app } = await turnOnTwoStep(page, person)
      titles.push(await titleOnceFit(page, '/account/security'))
      titles.push(await titleOnceFit(page, '/account/security/recovery-codes'))
      await press(page, 'makeCodes')
      await expect(page.locator('.codes li')).toHaveCount(10)
      await isFitInEveryLook(page, 'the new recovery codes')
      titles.push(await page.title())
      await showErrors(page, { '/account/confirm': 'confirmOwner', '/account/delete': 'deleteAccount' })
      await page.goto('/account')
      await logout(page)
      await login(page, person)
      for (const path of ['/login/second-step', '/login/second-step?with=recovery-code']) {
        titles.push(await titleOnceFit(page, path))
        await page.getByText('I can’t use any of these').click()
        await showErrors(page, { [path]: 'login' })
      }
      expect(new Set(titles).size, titles.join('\n')).toBe(titles.length)
      await page.goto('/login/second-step')
      await fill(page, { code: app.code() })
      await press(page, 'login')
      await expect(page).toHaveURL('/account')
    })

    test('every page of passkeys is accessible and has its own title [K1 K7 K8 M34]', async ({
      page,
      person,
      mailbox,
      browser,
      baseURL,
    }) => {
      test.slow()
      // Passkeys are made with script, also where the pages are then looked at without it.
      const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
      const made = await context.newPage()
      await withPasskey(made, person, mailbox)
      const id = await idOfPasskey(made)
      await page.context().addCookies(await context.cookies())
      const titles: string[] = []
      for (const path of ['/account/security', PASSKEYS, `${PASSKEYS}/${id}`, `${PASSKEYS}/${id}/remove`])
        titles.push(await titleOnceFit(page, path))
      titles.push(await titleOnceFit(page, '/account/security/two-step'))
      await visit(page, `${PASSKEYS}?added`)
      await turnOnWithPasskey(made)
      await page.context().clearCookies()
      await page.context().addCookies(await context.cookies())
      titles.push(await titleOnceFit(page, '/account/security/two-step'))
      for (const path of ['/account/security', `${PASSKEYS}/${id}/remove`, '/account/confirm']) await visit(page, path)
      await addApp(made)
      await page.context().addCookies(await context.cookies())
      titles.push(await titleOnceFit(page, '/account/security/authenticator-app/remove'))
      await visit(page, '/account/security')
      expect(new Set(titles).size, titles.join('\n')).toBe(titles.length)
      await page.context().clearCookies()
      await login(page, person)
      await visit(page, '/login/second-step')
      await context.close()
    })

    test('every page about suspended second factors is accessible and has its own title [K1 K7 K8 M34]', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, site, browser, baseURL }) => {
      test.slow()
      const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
      const { paths } = await withSuspended({ page, person, mailbox, site }, await context.newPage())
      expect(paths).toHaveLength(3)
      const both = paths.flatMap((path) => [`${path}/keep`, `${path}/remove`])
      await haveTitlesOfTheirOwn(page, [SECURITY, '/account', ...both])
      await passwordGivenLongAgo(site, person)
      const [app, codes, passkey] = paths
      await showErrors(page, {
        [`${app}/keep`]: 'keepApp',
        [`${codes}/keep`]: 'keepCodes',
        [`${passkey}/keep`]: 'keepPasskey',
        [`${app}/remove`]: 'removeSuspendedApp',
        [`${codes}/remove`]: 'removeSuspendedCodes',
        [`${passkey}/remove`]: 'removeSuspendedPasskey',
      })
      await context.close()
    })
  })
}
