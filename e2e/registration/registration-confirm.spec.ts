import { everyday } from '../support/needs'
import { tryLogin } from '../support/steps/open-account'
import { aPassword, aPerson, fill, labels, login, press } from '../support/steps/person'
import { finishRegistration, registerAndGetLink } from '../support/steps/registration'
import { axe, expect, test } from '../support/test'

// A mailbox gets one such email a minute, and some of these journeys request more.
test.use({ environment: { REGISTRATION: 'confirm', RATE_LIMITS: 'off' } })

for (const script of [true, false]) {
  test.describe(script ? 'verify first' : 'verify first, without script', () => {
    test.use({ script })

    test('there is no account until the email is verified, and one click creates it in the browser that registered', {
      tag: script ? everyday : [],
    }, async ({ page, person, mailbox }) => {
      const link = await registerAndGetLink(page, person, mailbox)
      await expect(page.getByText(person.email)).toBeVisible()
      await login(page, person)
      await expect(page.getByRole('alert').first()).toContainText('Wrong email or password.')

      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'Finish your registration' })).toBeVisible()
      await expect(page.getByText(person.email)).toBeVisible()
      await expect(page.getByLabel(labels.password, { exact: true })).toHaveCount(0)
      expect(await axe(page)).toEqual([])
      await press(page, 'finishRegistration')
      await expect(page).toHaveURL(/\/login\?notice=registration-finished$/)
      await login(page, person)
      await expect(page).toHaveURL(/\/account$/)
      await expect(page.getByText(person.email).first()).toBeVisible()
      await expect(page.getByText('Please verify your email')).toHaveCount(0)

      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'This link has already been used' })).toBeVisible()
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('another browser checks the details and chooses the password', async ({
      page,
      elsewhere,
      person,
      mailbox,
      request,
    }) => {
      const link = await registerAndGetLink(page, person, mailbox)
      await elsewhere.goto(link)
      await expect(elsewhere.getByLabel(labels.phone_number)).toHaveValue(person.phone_number)
      await fill(elsewhere, { password: 'short', phone_number: '12' })
      await press(elsewhere, 'finishRegistration')
      await expect(elsewhere.locator('.summary')).toContainText('Use at least 8 characters.')
      await expect(elsewhere.locator('.summary')).toContainText('Enter 10 to 15 digits')
      await expect(elsewhere).toHaveTitle(/^Error: /)
      expect(await axe(elsewhere)).toEqual([])
      expect(await tryLogin(request, person)).toBe(401)

      const mine = { ...person, phone_number: aPerson().phone_number, password: aPassword() }
      await fill(elsewhere, { phone_number: mine.phone_number, password: mine.password })
      await press(elsewhere, 'finishRegistration')
      await expect(elsewhere).toHaveURL(/\/login\?notice=registration-finished$/)
      await login(elsewhere, mine)
      await expect(elsewhere).toHaveURL(/\/account$/)
      await expect(elsewhere.getByLabel(labels.phone_number)).toHaveValue(mine.phone_number)
    })

    test('a hasty click by the owner creates no account for the stranger who registered the email [A14]', async ({
      page,
      elsewhere,
      person,
      mailbox,
      request,
    }) => {
      const stranger = { ...aPerson(), email: person.email }
      // This browser registered the same email itself, but its cookie is valid only for its own registration.
      const own = await registerAndGetLink(page, person, mailbox)
      const link = await registerAndGetLink(elsewhere, stranger, mailbox)
      await page.goto(link)
      await press(page, 'finishRegistration')
      await expect(page.locator('#password-error')).toHaveText('Choose a password.')
      for (const { password } of [person, stranger]) {
        expect(await tryLogin(request, { email: person.email, password })).toBe(401)
      }

      // The stranger cannot keep the owner from creating an account either.
      await finishRegistration(page, own)
      expect(await tryLogin(request, person)).toBe(200)
      await elsewhere.goto(link)
      await expect(elsewhere.getByRole('heading', { name: 'You already have an account' })).toBeVisible()
      expect(await axe(elsewhere)).toEqual([])
      expect(await tryLogin(request, stranger)).toBe(401)
    })

    test('after registering again in the same browser, either link finishes the last registration', async ({
      page,
      person,
      mailbox,
      request,
    }) => {
      const again = { ...person, password: aPassword() }
      const older = await registerAndGetLink(page, person, mailbox)
      await registerAndGetLink(page, again, mailbox)
      await finishRegistration(page, older)
      expect([await tryLogin(request, person), await tryLogin(request, again)]).toEqual([401, 200])
    })
  })
}
