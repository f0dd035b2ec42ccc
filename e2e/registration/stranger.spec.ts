import { attacks } from '../support/steps/attacks'
import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { loginAsProgram, sessionOf, tryLogin, whoIs } from '../support/steps/open-account'
import {
  aPassword,
  aPerson,
  fill,
  forgotPassword,
  labels,
  login,
  press,
  register,
  resetPassword,
} from '../support/steps/person'
import { expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(
    script ? 'a stranger who registered my email' : 'a stranger who registered my email, without script',
    () => {
      test.use({ script })

      test('loses every session and pending change after my reset [A14 D6r]', async ({
        page,
        elsewhere,
        person,
        mailbox,
        request,
      }) => {
        const stranger = { ...aPerson(), email: person.email }
        await register(elsewhere, stranger)
        await login(elsewhere, stranger)
        await expect(elsewhere).toHaveURL(/\/account$/)
        const session = await sessionOf(elsewhere)
        const bearer = await loginAsProgram(request, stranger)
        const own = { email: aPerson().email, password: aPassword() }
        const pending = (await attacks['an email change request'].act(elsewhere, own, mailbox))!
        expect([await whoIs(request, session), await whoIs(request, bearer)]).toEqual([200, 200])

        await forgotPassword(page, person)
        const email = await mailbox.waitFor(person.email, { subject: /reset/i })
        await resetPassword(page, linkInEmail('/reset-password', email), person.password)
        await expect(page).toHaveURL(/notice=password-reset/)

        expect([await whoIs(request, session), await whoIs(request, bearer)]).toEqual([401, 401])
        await elsewhere.goto('/account')
        await expect(elsewhere).toHaveURL(/\/login\?next=/)
        await elsewhere.goto(pending)
        await expect(elsewhere.getByRole('heading', { name: 'This link was replaced' })).toBeVisible()
        const answer = await request.post('/api/confirm-email', { data: { token: tokenIn(pending) } })
        expect([answer.status(), (await answer.json()).code]).toEqual([400, 'link-replaced'])
        expect(await tryLogin(request, stranger)).toBe(401)

        await login(page, person)
        await expect(page).toHaveURL(/\/account$/)
        await expect(page.getByRole('button', { name: 'Resend email' })).toHaveCount(0)
        const { first_name, last_name, phone_number } = person
        await expect(page.getByLabel(labels.phone_number)).toHaveValue(stranger.phone_number)
        await fill(page, { first_name, last_name, phone_number })
        await press(page, 'saveProfile')
        await expect(page).toHaveURL(/saved/)
        await expect(page.getByLabel(labels.phone_number)).toHaveValue(phone_number)
        await expect(page.getByLabel(labels.last_name)).toHaveValue(last_name)
      })

      // All forms are built alike, so without script one journey through each page is enough.
      if (!script) return

      test('cannot delete my account with an earlier request [A14]', async ({ page, elsewhere, person, mailbox }) => {
        const stranger = { ...aPerson(), email: person.email }
        await register(elsewhere, stranger)
        await login(elsewhere, stranger)
        await expect(elsewhere).toHaveURL(/\/account$/)
        await attacks['a deletion'].act(elsewhere, stranger, mailbox)
        await forgotPassword(page, person)
        const email = await mailbox.waitFor(person.email, { subject: /reset/i })
        await resetPassword(page, linkInEmail('/reset-password', email), person.password)
        await login(page, person)
        // No notice says that the login canceled the deletion, because the reset did.
        await expect(page).toHaveURL(/\/account$/)
      })

      test('loses the account to the links in my emails, even after changing its email [A14 D4r]', async ({
        page,
        elsewhere,
        person,
        mailbox,
      }) => {
        const stranger = { ...aPerson(), email: person.email }
        await register(elsewhere, stranger)
        await login(elsewhere, stranger)
        await expect(elsewhere).toHaveURL(/\/account$/)
        const own = { email: aPerson().email, password: aPassword() }
        await attacks['an email change'].act(elsewhere, own, mailbox)
        // My email stays reserved for those links. If anybody could register it meanwhile, the stranger would.
        await register(page, person)
        await expect(page.locator('.summary')).toContainText('already has an account')
        const notice = await mailbox.waitFor(person.email, { subject: /email was changed/i })
        await page.goto(linkInEmail('/not-me', notice))
        await press(page, 'notMe')
        const email = await mailbox.waitFor(person.email, { subject: /reset/i })
        await resetPassword(page, linkInEmail('/reset-password', email), person.password)
        await login(page, person)
        await expect(page).toHaveURL(/\/account$/)
        await expect(elsewhere.request.get('/api/me').then((answer) => answer.status())).resolves.toBe(401)
      })
    },
  )
}
