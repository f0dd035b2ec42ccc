import { startApp } from '../support/apps/an-app'
import { logInHere, welcomed } from '../support/apps/go-through-login'
import { registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { axe, expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

for (const script of [true, false]) {
  test.describe(script ? 'an answer by a form' : 'an answer by a form without script [P38]', () => {
    test.use({ script })

    test('reaches the app after a login, and with nothing shown, and when it is an error', async ({
      page,
      person,
      site,
      mailbox,
    }) => {
      const app = await startApp(site, { authorize: { response_mode: 'form_post' } })
      const goOn = async () => {
        if (script) return
        const button = page.getByRole('button', { name: 'Continue' })
        await expect(button).toBeVisible()
        expect(await axe(page)).toEqual([])
        await button.click()
      }
      await registerQuickly(page.request, person)
      await verifyQuickly(page.request, person, mailbox)
      await page.goto(`${app.beginUrl}?prompt=none`)
      await goOn()
      await expect(page.getByRole('heading', { name: 'Error: login_required' })).toBeVisible()
      await page.goto(app.beginUrl)
      await logInHere(page, person)
      await goOn()
      await welcomed(page, app, person.email)
      await page.goto(app.beginUrl)
      await goOn()
      await welcomed(page, app, person.email)
      // No code is in a URL, where a log could keep it.
      expect(page.url()).toBe(`${app.url}/callback`)
      app.stop()
    })
  })
}
