import { everyday, onPostgres } from '../support/needs'
import { logout, openAccount } from '../support/steps/open-account'
import { secondStepTookTooLong } from '../support/steps/passing-time'
import { aPerson, fill, login, press } from '../support/steps/person'
import { turnOnTwoStep, withTwoStep } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

const atSecondStep = /\/login\/second-step$/

for (const script of [true, false]) {
  test.describe(script ? 'second step' : 'second step without script [M34]', () => {
    test.use({ script })

    test('a login asks for a code, and only the code opens the account [M2 M3]', { tag: everyday }, async ({
      page,
      person,
      mailbox,
    }) => {
      const { app } = await withTwoStep(page, person, mailbox)
      await login(page, person)
      await expect(page).toHaveURL(atSecondStep)
      await expect(page.getByText(person.email)).toBeVisible()
      expect(await axe(page)).toEqual([])
      const cookies = await page.context().cookies()
      expect(cookies.map(({ name }) => name)).not.toContain('session')
      const token = cookies.find(({ name }) => name === 'login')!
      expect(token).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
      expect(token.expires - Date.now() / 1000).toBeLessThanOrEqual(600)
      expect(await page.content()).not.toContain(token.value)

      const wrong = app.wrongCode()
      await fill(page, { code: wrong })
      await press(page, 'login')
      await expect(page.locator('#code-error')).toHaveText(
        'Enter the code that your app shows now. 4 attempts are left.',
      )
      await expect(page).toHaveTitle(/^Error: Enter your code – /)
      if (!script) expect(await page.content(), 'what was typed is not in the answer').not.toContain(wrong)
      expect(await axe(page)).toEqual([])
      await page.goto('/account')
      await expect(page).toHaveURL(/\/login\?next=/)

      await page.goto('/login/second-step')
      const code = app.code()
      await fill(page, { code: `${code.slice(0, 3)} ${code.slice(3)}` })
      await press(page, 'login')
      await expect(page).toHaveURL(/\/account$/)
      expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('login')
      await logout(page)

      await login(page, person)
      await fill(page, { code })
      await press(page, 'login')
      await expect(page.locator('#code-error')).toHaveText(
        'That code was already used. Wait for the next one. 4 attempts are left.',
      )
    })

    test('a recovery code logs in once, and the account then offers to set up a new app [M9]', async ({
      page,
      person,
      mailbox,
    }) => {
      const { codes } = await withTwoStep(page, person, mailbox)
      await login(page, person)
      await page.getByRole('link', { name: 'Use a recovery code' }).click()
      await expect(page).toHaveTitle(/^Use a recovery code – /)
      const field = page.getByLabel('Recovery code')
      for (const [name, value] of [
        ['autocomplete', 'off'],
        ['autocapitalize', 'none'],
        ['spellcheck', 'false'],
      ] as const)
        await expect(field).toHaveAttribute(name, value)
      expect(await axe(page)).toEqual([])
      await fill(page, { recovery_code: codes[0]!.slice(1) })
      await press(page, 'login')
      await expect(page.locator('#code-error')).toHaveText('Enter a whole recovery code: 24 letters and digits.')
      // As somebody types it from paper.
      await fill(page, { recovery_code: codes[0]!.toUpperCase().replaceAll('-', ' ') })
      await press(page, 'login')
      await expect(page).toHaveURL(/\/account\/security\?recovery-code-used$/)
      await expect(page.getByRole('status').first()).toContainText('You logged in with a recovery code. 9 are left.')
      await expect(page.getByRole('link', { name: 'Set up a new app' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await logout(page)

      await login(page, person)
      await page.getByRole('link', { name: 'Use a recovery code' }).click()
      await fill(page, { recovery_code: codes[0]! })
      await press(page, 'login')
      await expect(page.locator('#code-error')).toContainText('you have already used it. 4 attempts are left.')
      await expect(page).toHaveURL(/with=recovery-code/)
    })

    test('after five wrong codes the login begins again with the password, and still leads to the page that needed it [M7]', async ({
      page,
      person,
      mailbox,
    }) => {
      const { app } = await withTwoStep(page, person, mailbox)
      await page.goto('/account/sessions')
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      for (const left of [
        '4 attempts are left.',
        '3 attempts are left.',
        '2 attempts are left.',
        'One attempt is left.',
      ]) {
        await fill(page, { code: app.wrongCode() })
        await press(page, 'login')
        await expect(page.locator('#code-error')).toContainText(left)
      }
      await fill(page, { code: app.wrongCode() })
      await press(page, 'login')
      await expect(page).toHaveURL(/\/login\?notice=wrong-codes&next=/)
      await expect(page.getByRole('status').first()).toContainText('Too many wrong codes. Please log in again.')
      await fill(page, { password: person.password })
      await press(page, 'login')
      await fill(page, { code: app.code() })
      await press(page, 'login')
      await expect(page).toHaveURL(/\/account\/sessions$/)
    })

    test('a second step that comes too late is refused, and the password is asked for again', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, site }) => {
      const { app } = await withTwoStep(page, person, mailbox)
      await page.goto('/account/email')
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page).toHaveURL(/second-step\?next=/)
      await secondStepTookTooLong(site, person)
      await fill(page, { code: app.code() })
      await press(page, 'login')
      await expect(page).toHaveURL(/\/login\?notice=login-expired&next=%2Faccount%2Femail$/)
      await expect(page.getByRole('status').first()).toContainText('This login has ended. Please log in again.')
      await expect(page.getByLabel('Email')).toHaveValue(person.email)
      await page.goto('/login/second-step')
      await expect(page).toHaveURL(/\/login\?notice=login-expired$/)
    })

    test('somebody else logs in instead', async ({ page, person, mailbox, elsewhere }) => {
      const other = aPerson()
      await openAccount(elsewhere, other)
      await withTwoStep(page, person, mailbox)
      await login(page, person)
      const token = (await page.context().cookies()).find(({ name }) => name === 'login')!
      await press(page, 'otherPerson')
      await expect(page).toHaveURL(/\/login$/)
      await expect(page.getByLabel('Email')).toHaveValue('')
      // Not only the cookie is gone.
      await page.context().addCookies([token])
      await page.goto('/login/second-step')
      await expect(page).toHaveURL(/notice=login-expired$/)
      await login(page, other)
      await expect(page).toHaveURL(/\/account$/)
    })

    test('the page of the second step is not kept, and going back to it leads on [M36]', async ({
      page,
      person,
      mailbox,
    }) => {
      const { app } = await withTwoStep(page, person, mailbox)
      await login(page, person)
      await expect(page).toHaveURL(atSecondStep)
      expect((await page.goto('/login/second-step'))?.headers()['cache-control']).toContain('no-store')
      const entries = await page.evaluate(() => history.length)
      await fill(page, { code: app.code() })
      await press(page, 'login')
      await expect(page).toHaveURL(/\/account$/)
      // Without script, the browser itself adds an entry for the next page.
      if (script) expect(await page.evaluate(() => history.length)).toBe(entries)
      await page.goBack()
      await expect(page.getByLabel('Code from your authenticator app')).toHaveCount(0)
      await expect(page).not.toHaveURL(/second-step/)
    })
  })
}

test('a login of another person in the same browser ends the session that was there before [B10]', async ({
  page,
  person,
  mailbox,
  elsewhere,
  request,
  site,
}) => {
  const other = aPerson()
  await openAccount(elsewhere, other, mailbox)
  const { app } = await turnOnTwoStep(elsewhere, other)
  await page.goto('/login')
  const form = await page.context().newPage()
  await form.goto('/login')
  await openAccount(page, person)
  const session = (await page.context().cookies()).find(({ name }) => name === 'session')!.value
  // The form was open before this browser logged in.
  await fill(form, { email: other.email, password: other.password })
  await press(form, 'login')
  await expect(form).toHaveURL(atSecondStep)
  await fill(form, { code: app.code() })
  await press(form, 'login')
  await expect(form).toHaveURL(/\/account$/)
  await expect(form.getByText(other.email).first()).toBeVisible()
  expect((await request.get(`${site.url}/api/me`, { headers: { cookie: `session=${session}` } })).status()).toBe(401)
})
