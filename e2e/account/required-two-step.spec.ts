import { onPostgres } from '../support/needs'
import { isFit } from '../support/pages/page-is-fit'
import { startSite } from '../support/servers/site'
import { linkInEmail } from '../support/steps/link-in-email'
import { loginAsProgram, openAccount } from '../support/steps/open-account'
import { fill, press, register } from '../support/steps/person'
import { logInWithout, required, SECURITY, setUpApp } from '../support/steps/required-two-step'
import { turnOnTwoStepAs } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'required two-step login' : 'required two-step login without script [M34]', () => {
    test.use({ script, environment: required })

    test('whoever registers verifies the email, sets up two-step login and goes on to where they wanted to be [M28]', async ({
      page,
      person,
      mailbox,
    }) => {
      test.slow()
      await register(page, person)
      await page.goto('/account/activity')
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page).toHaveURL(SECURITY)
      await expect(page.getByText('requires two-step login. Set it up to use your account.')).toBeVisible()
      await expect(page.getByText('Before you can set it up, your email must be verified.')).toBeVisible()
      await expect(page.getByRole('link', { name: 'Set up two-step login' })).toHaveCount(0)
      await isFit(page, 'required, unverified')
      await page.goto(linkInEmail('/verify-email', await mailbox.waitFor(person.email, { subject: /welcome/i })))
      await press(page, 'verifyEmail')
      await expect(page).toHaveURL(`${SECURITY}?verified`)
      await isFit(page, 'required')
      await setUpApp(page)
      await press(page, 'codesSaved')
      await expect(page).toHaveURL('/account/activity')
      await page.goto(SECURITY)
      await expect(page.getByRole('heading', { name: 'Turn off two-step login' })).toHaveCount(0)
      await expect(
        page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Password' }),
      ).toBeVisible()
    })

    test('every other page leads to the setup, none in a circle, and the few that work do [M28]', async ({
      page,
      person,
      mailbox,
    }) => {
      await logInWithout(page, person, mailbox)
      for (const path of ['', '/password', '/apps', '/activity', '/delete']) {
        await page.goto(`/account${path}`)
        await expect(page).toHaveURL(SECURITY)
      }
      for (const path of ['/email', '/sessions', '/confirm', '/security/authenticator-app', '/security/passkeys']) {
        await page.goto(`/account${path}`)
        await expect(page).toHaveURL(`/account${path}`)
        await expect(page.getByRole('navigation', { name: 'Account' }).getByRole('link')).toHaveText([
          ...['Security', 'Email', 'Sessions'],
        ])
      }
      await page.goto(SECURITY)
      expect(await axe(page)).toEqual([])
    })

    test('an unverified email gets another link without leaving the setup [M28]', async ({ page, person, mailbox }) => {
      await logInWithout(page, person)
      await mailbox.waitFor(person.email, { subject: /welcome/i })
      // Within a minute of the first one, the page says when to try again.
      await press(page, 'resendVerification')
      await expect(page).toHaveURL(/\/account\/security\?(verification-sent|wait=)/)
      await expect(page.getByRole('status').first()).not.toBeEmpty()
    })
  })
}

test('a session from before the operator required it is held to it [M28]', {
  tag: onPostgres,
}, async ({ page, request, person, mailbox, site }) => {
  test.slow()
  await openAccount(page, person, mailbox)
  const program = await loginAsProgram(request, person)
  const environment = { SECOND_FACTOR: 'required', AUTH_SECRET: site.authSecret, APP_URL: site.url }
  const later = await startSite({ databaseUrl: site.databaseUrl, mailbox, environment })
  const answer = await request.get(`${later.url}/api/activity`, { headers: program })
  expect([answer.status(), (await answer.json()).code]).toEqual([403, 'second-factor-setup-required'])
  const factors = await request.get(`${later.url}/api/second-factors`, { headers: program })
  expect(await factors.json()).toMatchObject({ two_step: null, required: true })
  await turnOnTwoStepAs(request, program, person, later.url)
  expect((await request.get(`${later.url}/api/activity`, { headers: program })).status()).toBe(200)
  const off = await request.delete(`${later.url}/api/two-step`, { headers: program, data: {} })
  expect(off.status()).toBe(403)
  await later.stop()
})
