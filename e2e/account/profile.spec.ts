import { everyday } from '../support/needs'
import { openAccount, registerQuickly, sessionOf } from '../support/steps/open-account'
import { aPerson, fill, labels, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

const noticed = { subject: /phone number was changed/i }

for (const script of [true, false]) {
  test.describe(script ? 'profile' : 'profile without script', () => {
    test.use({ script })

    test('names and phone number change at once, and the owner is notified of the number', { tag: everyday }, async ({
      page,
      person,
      mailbox,
    }) => {
      await openAccount(page, person, mailbox)
      const next = { first_name: 'Grace', last_name: 'O’Hopper', phone_number: aPerson().phone_number }
      for (const name of ['first_name', 'last_name', 'phone_number'] as const) {
        await expect(page.getByLabel(labels[name])).toHaveValue(person[name])
      }
      await fill(page, next)
      await press(page, 'saveProfile')
      await expect(page).toHaveURL(/\/account\?saved$/)
      await expect(page.getByRole('status').first()).toContainText('Profile saved')
      await expect(page.locator('.owner')).toContainText('Grace O’Hopper')
      await page.goto('/account')
      for (const name of ['first_name', 'last_name', 'phone_number'] as const) {
        await expect(page.getByLabel(labels[name])).toHaveValue(next[name])
      }
      const email = await mailbox.waitFor(person.email, noticed)
      for (const number of [person.phone_number, next.phone_number]) expect(email.raw).not.toContain(number)

      await fill(page, { first_name: 'Ada' })
      await press(page, 'saveProfile')
      await expect(page).toHaveURL(/\/account\?saved$/)
      await page.goto('/account/activity')
      await expect(page.getByText('Name changed')).toHaveCount(2)
      expect(mailbox.sentTo(person.email, noticed)).toHaveLength(1)
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('an error is shown on its field, nothing typed is lost and nothing is saved [K3 K6 K8]', async ({
      page,
      person,
      request,
    }) => {
      await openAccount(page, person)
      await fill(page, { first_name: 'Grace', last_name: '', phone_number: '12' })
      await press(page, 'saveProfile')
      await expect(page).toHaveTitle(/^Error: Profile – /)
      await expect(page.locator('.summary')).toBeFocused()
      await expect(page.getByLabel(labels.last_name)).toHaveAttribute('aria-invalid', 'true')
      await expect(page.getByText('Enter 10 to 15 digits').last()).toBeVisible()
      await expect(page.getByLabel(labels.first_name)).toHaveValue('Grace')
      await expect(page.getByLabel(labels.phone_number)).toHaveValue('12')
      expect(await axe(page)).toEqual([])
      const saved = await (await request.get('/api/me', { headers: await sessionOf(page) })).json()
      expect(saved.user).toMatchObject({ first_name: person.first_name, phone_number: person.phone_number })

      await fill(page, { last_name: 'Hopper', phone_number: aPerson().phone_number })
      await press(page, 'saveProfile')
      await expect(page).toHaveURL(/\/account\?saved$/)
    })

    test('another account’s phone number is refused, however it is written', async ({ page, person, mailbox }) => {
      const other = aPerson()
      await registerQuickly(page.request, other)
      await openAccount(page, person)
      const digits = other.phone_number
      await fill(page, { first_name: 'Grace', phone_number: `${digits.slice(0, 3)} ${digits.slice(3)}` })
      await press(page, 'saveProfile')
      await expect(page.locator('.summary')).toContainText('already has an account')
      await expect(page.getByLabel(labels.first_name)).toHaveValue('Grace')
      expect(await axe(page)).toEqual([])
      await page.goto('/account')
      await expect(page.getByLabel(labels.phone_number)).toHaveValue(person.phone_number)
      await expect(page.getByLabel(labels.first_name)).toHaveValue(person.first_name)
      expect(mailbox.sentTo(person.email, noticed)).toHaveLength(0)
    })

    test('a form whose session has ended leads to the login and back', async ({ page, person, request, site }) => {
      await openAccount(page, person)
      const headers = { ...(await sessionOf(page)), origin: site.url }
      expect((await request.post('/api/logout', { headers })).status()).toBe(204)
      await fill(page, { first_name: 'Grace' })
      await press(page, 'saveProfile')
      await expect(page).toHaveURL(/\/login\?next=/)
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page).toHaveURL('/account')
      await expect(page.getByLabel(labels.first_name)).toHaveValue(person.first_name)
    })
  })
}
