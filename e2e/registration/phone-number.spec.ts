import type { Locator, Page } from 'playwright/test'
import { isFit } from '../support/pages/page-is-fit'
import { startSite } from '../support/servers/site'
import { linkInEmail } from '../support/steps/link-in-email'
import { registerQuickly, sessionOf } from '../support/steps/open-account'
import { aPerson, fill, labels, login, type Person, press } from '../support/steps/person'
import { finishRegistration } from '../support/steps/registration'
import { expect, test } from '../support/test'

const optional = { PHONE_NUMBER: 'optional' }
const off = { PHONE_NUMBER: 'off' }
const numberField = (page: Page): Locator => page.getByLabel(labels.phone_number)
const reason = 'It helps us find your account when you contact us.'

async function registerWith(number: string, page: Page, { phone_number: _, ...typed }: Person): Promise<void> {
  await page.goto('/register')
  await expect(page.getByLabel('Phone number (optional)', { exact: true })).toBeVisible()
  await expect(page.getByText(reason)).toBeVisible()
  await fill(page, typed)
  await numberField(page).fill(number)
  await press(page, 'register')
}

for (const script of [true, false]) {
  test.describe(script ? 'optional phone number' : 'optional phone number without script', () => {
    test.use({ script, environment: optional })

    test('people register without a phone number, add one to their profile and remove it again', async ({ page }) => {
      for (const person of [aPerson(), aPerson()]) {
        await page.context().clearCookies()
        await registerWith('', page, person)
        await expect(page).toHaveURL(/notice=registered/)
        await login(page, person)
        await expect(page).toHaveURL(/\/account$/)
        await expect(numberField(page)).toHaveValue('')
      }
      const { phone_number } = aPerson()
      for (const number of [phone_number, '']) {
        await numberField(page).fill(number)
        await press(page, 'saveProfile')
        await expect(page).toHaveURL(/\/account\?saved$/)
        await page.goto('/account')
        await expect(numberField(page)).toHaveValue(number)
        const { user } = await (await page.request.get('/api/me')).json()
        expect(user.phone_number).toBe(number || null)
      }
    })

    test('a number that is not complete is rejected beside its field', async ({ page, person }) => {
      await registerWith('12', page, person)
      await expect(numberField(page)).toHaveAttribute('aria-invalid', 'true')
      await expect(page.getByText('Enter 10 to 15 digits').last()).toBeVisible()
      await isFit(page, 'an error on the optional field')
    })
  })

  test.describe(script ? 'no phone number' : 'no phone number without script', () => {
    test.use({ script, environment: off })

    test('no page asks for a phone number, and one that an API client sends is not stored', async ({
      page,
      person,
    }) => {
      const { phone_number, ...typed } = person
      await page.goto('/register')
      await expect(page.getByLabel(labels.first_name)).toBeVisible()
      await expect(page.getByText(/phone/i)).toHaveCount(0)
      await isFit(page, 'registration without a phone number')
      await fill(page, typed)
      await press(page, 'register')
      await expect(page).toHaveURL(/notice=registered/)

      const other = { ...aPerson(), phone_number }
      await registerQuickly(page.request, other)
      await login(page, other)
      await expect(page).toHaveURL(/\/account$/)
      await expect(page.getByText(/phone/i)).toHaveCount(0)
      await isFit(page, 'profile without a phone number')
      await fill(page, { first_name: 'Grace' })
      await press(page, 'saveProfile')
      await expect(page).toHaveURL(/\/account\?saved$/)
      const { user } = await (await page.request.get('/api/me')).json()
      expect(user).toMatchObject({ first_name: 'Grace', phone_number: null })
    })

    test('a taken email is refused with a title that names only the email', async ({ page, person }) => {
      await registerQuickly(page.request, person)
      const { phone_number: _, ...typed } = aPerson()
      await page.goto('/register')
      await fill(page, { ...typed, email: person.email })
      await press(page, 'register')
      await expect(page.getByRole('alert').first()).toContainText('That email already has an account.')
    })
  })

  test.describe(script ? 'optional, verified first' : 'optional, verified first, without script', () => {
    test.use({ script, environment: { ...optional, REGISTRATION: 'confirm', RATE_LIMITS: 'off' } })

    test('a registration without a phone number is finished by the emailed link, with or without one', async ({
      page,
      elsewhere,
      person,
      mailbox,
    }) => {
      const link = async ({ email }: Person) => linkInEmail('/verify-email', await mailbox.waitFor(email))
      await registerWith('', page, person)
      await expect(page).toHaveURL(/\/register\?sent$/)
      await finishRegistration(page, await link(person))
      await login(page, person)
      await expect(numberField(page)).toHaveValue('')

      await page.context().clearCookies()
      const next = aPerson()
      await registerWith(next.phone_number, page, next)
      await expect(page).toHaveURL(/\/register\?sent$/)
      await elsewhere.goto(await link(next))
      await expect(elsewhere.getByText(reason)).toBeVisible()
      await expect(numberField(elsewhere)).toHaveValue(next.phone_number)
      await numberField(elsewhere).fill('')
      await fill(elsewhere, { password: next.password })
      await press(elsewhere, 'finishRegistration')
      await expect(elsewhere).toHaveURL(/notice=registration-finished/)
      await login(elsewhere, next)
      await expect(numberField(elsewhere)).toHaveValue('')
    })
  })
}

test('documents and the command line follow the setting', async ({ page }) => {
  const site = await startSite({ environment: off })
  const { components, info } = await (await page.request.get(`${site.url}/openapi.json`)).json()
  expect(info.description).toContain('PHONE_NUMBER is “off”')
  expect(Object.keys(components.schemas.RegisterBody.properties)).not.toContain('phone_number')
  expect(components.schemas.User.properties).toHaveProperty('phone_number')
  await page.goto(`${site.url}/problems/account-exists`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('That email already has an account.')
  await site.stop()
})

test('an account without a phone number works after the setting becomes “required”, until its profile is saved', async ({
  page,
  person,
}) => {
  const site = await startSite({ environment: optional })
  const { phone_number, ...without } = person
  expect((await page.request.post(`${site.url}/api/register`, { data: without })).status()).toBe(201)
  await site.restart({ PHONE_NUMBER: 'required' })
  await page.goto(`${site.url}/login`)
  await fill(page, { email: person.email, password: person.password })
  await press(page, 'login')
  await expect(page).toHaveURL(/\/account$/)
  const headers = { ...(await sessionOf(page)), origin: site.url }
  const renamed = await page.request.patch(`${site.url}/api/me`, { data: { first_name: 'Grace' }, headers })
  expect((await renamed.json()).user).toMatchObject({ first_name: 'Grace', phone_number: null })
  await page.reload()
  await expect(numberField(page)).toHaveValue('')
  await press(page, 'saveProfile')
  await expect(page.getByText('Enter your phone number.').last()).toBeVisible()
  await fill(page, { phone_number })
  await press(page, 'saveProfile')
  await expect(page).toHaveURL(/\/account\?saved$/)
  await site.stop()
})
