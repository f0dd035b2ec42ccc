import { everyday } from '../support/needs'
import { accountPages } from '../support/steps/account-pages'
import { aPerson, fill, labels, login, press, register } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'register' : 'register without script [K11]', () => {
    test.use({ script })

    test('a person registers, gets a welcome email, and logs in', { tag: everyday }, async ({
      page,
      person,
      mailbox,
    }) => {
      await register(page, person)
      await expect(page).toHaveURL(/\/login\?notice=registered$/)
      await expect(page.getByRole('status').first()).toContainText('Account created')
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)

      await login(page, person)
      await expect(page).toHaveURL(/\/account$/)
      await expect(page.getByText(person.email).first()).toBeVisible()
      await expect(page.getByLabel(labels.phone_number)).toHaveValue(person.phone_number)

      const email = await mailbox.waitFor(person.email, { subject: /welcome/i })
      expect(email.to).toEqual([person.email])
    })

    test('registering on the way to a page leads to that page after the login', async ({ page, person }) => {
      await page.goto('/account/email')
      await page.getByRole('link', { name: 'Create an account' }).click()
      await page.getByRole('link', { name: 'Log in' }).click()
      await expect(page).toHaveURL('/login?next=%2Faccount%2Femail')
      await page.getByRole('link', { name: 'Create an account' }).click()
      await fill(page, person)
      await press(page, 'register')
      await expect(page).toHaveURL('/login?notice=registered&next=%2Faccount%2Femail')
      await fill(page, { password: person.password })
      await press(page, 'login')
      await expect(page).toHaveURL('/account/email')
    })

    test('after an error only the password has to be typed again [K3 K6 K8]', async ({ page, person }) => {
      await register(page, { ...person, phone_number: '123', password: 'password' })
      await expect(page).toHaveTitle(/^Error: Create account – /)
      await expect(page.getByLabel(labels.phone_number)).toHaveAttribute('aria-invalid', 'true')
      await expect(page.getByText('Enter 10 to 15 digits').last()).toBeVisible()
      for (const name of ['first_name', 'last_name', 'email'] as const) {
        await expect(page.getByLabel(labels[name])).toHaveValue(person[name])
      }
      await expect(page.locator('.summary')).toBeFocused()
      // In the order of the fields.
      await expect(page.locator('.summary a')).toHaveText([/10 to 15 digits/, /too common/])
      expect(await axe(page)).toEqual([])

      await fill(page, { phone_number: person.phone_number, password: person.password })
      await press(page, 'register')
      await expect(page).toHaveURL(/\/login\?notice=registered$/)
    })

    test('a common password is rejected with the reason, and another is accepted [A7]', async ({ page, person }) => {
      await register(page, { ...person, password: 'passwordpassword' })
      await expect(page.getByText('This password is too common').last()).toBeVisible()
      expect(await page.content()).not.toContain('passwordpassword')
      await fill(page, { password: person.password })
      await press(page, 'register')
      await expect(page).toHaveURL(/\/login\?notice=registered$/)
    })

    test('a taken email is refused without saying what is taken', async ({ page, person }) => {
      await register(page, person)
      await expect(page).toHaveURL(/notice=registered/)
      await register(page, { ...aPerson(), email: person.email.toUpperCase() })
      await expect(page.getByRole('alert').first()).toContainText('That email or phone number already has an account.')
      await expect(page.getByRole('alert').getByRole('link', { name: 'Reset password' })).toBeVisible()
      await page.getByRole('alert').getByRole('link', { name: 'Log in' }).click()
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email.toUpperCase())
    })
  })
}

test('names in any script are shown as typed, and markup stays text [A16 A19]', async ({ page, person }) => {
  const named = { ...person, first_name: '李 <b>{{7*7}}</b>', last_name: 'O’Brien-Nguyễn' }
  await register(page, named)
  await login(page, named)
  for (const name of ['first_name', 'last_name'] as const) {
    await expect(page.getByLabel(labels[name])).toHaveValue(named[name])
  }
  await expect(page.locator('main b')).toHaveCount(0)
})

test('control characters in a name affect only its field, not the page [L4]', async ({ page, person, elsewhere }) => {
  const named = { ...person, first_name: '\u202eadA\u200b', last_name: '\u2066Byron' }
  await register(page, named)
  await login(page, named)
  await expect(page.getByLabel(labels.first_name)).toHaveValue(named.first_name)
  await login(elsewhere, named)
  for (const path of accountPages) {
    await page.goto(path)
    expect(await page.locator('body').innerText(), path).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069]/)
    expect(await page.title(), path).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069]/)
  }
})

test('every field tells a browser what it is for [K1 K2]', async ({ page }) => {
  await page.goto('/register')
  const wanted = {
    first_name: 'given-name',
    last_name: 'family-name',
    email: 'email',
    phone_number: 'tel',
    password: 'new-password',
  } as const
  for (const [name, autocomplete] of Object.entries(wanted)) {
    const field = page.getByLabel(labels[name as keyof typeof wanted], { exact: true })
    await expect(field).toHaveAttribute('autocomplete', autocomplete)
  }
})
