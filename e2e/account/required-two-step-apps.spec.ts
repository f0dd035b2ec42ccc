import { startApp } from '../support/apps/an-app'
import { welcomed } from '../support/apps/go-through-login'
import { isFit } from '../support/pages/page-is-fit'
import { linkInEmail } from '../support/steps/link-in-email'
import { registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { fill, press } from '../support/steps/person'
import { logInWithout, required, SECURITY, setUpApp } from '../support/steps/required-two-step'
import { expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'required two-step login' : 'required two-step login without script [M34]', () => {
    test.use({ script, environment: required })

    test('the way into an app leads over the setup and then on into the app [M28]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      test.slow()
      await registerQuickly(page.request, person)
      await verifyQuickly(page.request, person, mailbox)
      const wiki = await startApp(site)
      await page.goto(wiki.beginUrl)
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page.getByRole('heading', { name: 'Set up two-step login' })).toBeVisible()
      await isFit(page, 'required by the way to an app')
      expect(wiki.entered).toHaveLength(0)
      await page.getByRole('link', { name: 'Set up two-step login' }).click()
      await expect(page).toHaveURL(SECURITY)
      await setUpApp(page)
      await press(page, 'codesSaved')
      await welcomed(page, wiki, person.email)
      expect(wiki.entered[0]!.claims).toMatchObject({ acr: '2' })
      wiki.stop()
    })

    test('an app that wants a verified email asks for that first, and the setup follows [M28]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      test.slow()
      await registerQuickly(page.request, person)
      const wiki = await startApp(site)
      await page.goto(wiki.beginUrl)
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page.getByRole('heading', { name: 'Verify your email' })).toBeVisible()
      await page.goto(linkInEmail('/verify-email', await mailbox.waitFor(person.email, { subject: /welcome/i })))
      await press(page, 'verifyEmail')
      await expect(page).toHaveURL(`${SECURITY}?verified`)
      await setUpApp(page)
      await press(page, 'codesSaved')
      await welcomed(page, wiki, person.email)
      wiki.stop()
    })

    test('someone on the way into an app can cancel instead [M28]', async ({ page, person, mailbox, site }) => {
      await logInWithout(page, person, mailbox)
      const wiki = await startApp(site)
      await page.goto(wiki.beginUrl)
      await page.getByRole('button', { name: 'Cancel and go back to Wiki' }).click()
      await expect(page.getByRole('heading', { name: 'Error: access_denied' })).toBeVisible()
      wiki.stop()
    })
  })
}
