import { runCommand } from '../support/apps/an-app'
import { isFit } from '../support/pages/page-is-fit'
import { linkInEmail } from '../support/steps/link-in-email'
import { loginAsProgram, openAccount, tryLogin } from '../support/steps/open-account'
import { aPassword, login, press, resetPassword } from '../support/steps/person'
import { turnOnTwoStepAs } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'a planted app' : 'a planted app, without script', () => {
    test.use({ script })

    test('a thief who plants an authenticator app is thrown out, and the owner gets back in with an operator’s help [M2 M25 M26 M33]', async ({
      page,
      person,
      mailbox,
      request,
      site,
    }) => {
      await openAccount(page, person, mailbox)
      const thief = await loginAsProgram(request, person)
      await turnOnTwoStepAs(request, thief, person)
      await page.goto('/account')
      await expect(page).toHaveURL(/\/login/)

      const notice = await mailbox.waitFor(person.email, { subject: /Two-step login is on/ })
      await page.goto(linkInEmail('/not-me', notice))
      const asked = mailbox.mails.length
      await press(page, 'notMe')
      await expect(page.getByText('Nobody can log in now.')).toBeVisible()
      await expect(page.getByText('Once you’ve logged in')).toHaveCount(0)
      expect(await axe(page)).toEqual([])
      await isFit(page, 'a secured account with two-step login')
      expect((await request.get('/api/me', { headers: thief })).status()).toBe(401)

      const reset = await mailbox.waitFor(person.email, { subject: /reset/i, after: asked })
      const changed = { email: person.email, password: aPassword() }
      await resetPassword(page, linkInEmail('/reset-password', reset), changed.password)
      expect(await tryLogin(request, person)).toBe(401)
      expect(await tryLogin(request, changed)).toBe(403)
      await login(page, changed)
      await expect(page).toHaveURL(/\/login\/second-step/)
      await expect(page).toHaveTitle(/^Nobody can log in now – /)
      await expect(page.getByText('Someone chose “This wasn’t me”')).toBeVisible()
      await expect(page.getByText('Contact the people who run Rekey.')).toBeVisible()
      await expect(page.locator('main input:not([type=hidden])')).toHaveCount(0)
      await isFit(page, 'a second step for which nothing is left')
      await press(page, 'otherPerson')
      await expect(page).toHaveURL('/login')
      await runCommand(site, ['users', 'reset-factors', person.email, '--yes'])
      await mailbox.waitFor(person.email, { subject: /were reset/ })
      await login(page, changed)
      await expect(page).toHaveURL(/\/account$/)
    })
  })
}
