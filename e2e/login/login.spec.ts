import type { Request } from 'playwright/test'
import { everyday } from '../support/needs'
import { aPassword, fill, labels, login, press, register } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'login' : 'login without script [K11]', () => {
    test.use({ script })

    test('a wrong password and an unknown email get the same refusal [B1]', { tag: everyday }, async ({
      page,
      person,
    }) => {
      await register(page, person)
      await login(page, { ...person, password: aPassword() })
      const wrong = await page.getByRole('alert').first().innerText()
      await expect(page).toHaveTitle(/^Error: Log in – /)
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)
      expect(await axe(page)).toEqual([])

      await login(page, { email: `nobody.${person.email}`, password: person.password })
      await expect(page.getByRole('alert').first()).toHaveText(wrong)
    })

    test('the password is sent only once: no redirect makes the browser send it again [B12]', async ({
      page,
      person,
    }) => {
      await register(page, person)
      await page.goto('/login')
      await fill(page, { email: person.email, password: person.password })
      const sent: Request[] = []
      page.on('request', (each) => each.postData()?.includes(person.password) && sent.push(each))
      await press(page, 'login')
      await expect(page).toHaveURL(/\/account$/)
      expect(sent).toHaveLength(1)
      // With script, the answer contains the next page instead of a redirect.
      expect((await sent[0]!.response())?.status()).toBe(script ? 200 : 303)
    })

    test('logging out ends the session itself, not only the cookie [F3]', { tag: script ? everyday : [] }, async ({
      page,
      person,
      context,
      request,
      site,
    }) => {
      await register(page, person)
      await login(page, person)
      await expect(page).toHaveURL(/\/account$/)
      const cookies = await context.cookies()
      const session = cookies.find(({ name }) => name === 'session')!
      expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })

      await press(page, 'logout')
      await expect(page).toHaveURL(/\/login\?notice=logged-out$/)
      expect((await context.cookies()).map(({ name }) => name)).not.toContain('session')
      const replay = await request.get(`${site.url}/api/me`, { headers: { cookie: `session=${session.value}` } })
      expect(replay.status()).toBe(401)
      await page.goto('/account')
      await expect(page).toHaveURL(/\/login\?next=/)
    })

    test('a logged-in user does not see the login page and goes on to next [B13]', async ({ page, person }) => {
      await register(page, person)
      await page.goto('/login?next=//evil.example/%09')
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page).toHaveURL(/localhost:\d+\/account$/)
      for (const path of ['/login', '/register']) {
        await page.goto(path)
        await expect(page).toHaveURL(/\/account$/)
      }
      await page.goto('/login?next=/problems/link-used')
      await expect(page).toHaveURL(/\/problems\/link-used$/)
    })
  })
}

test('every login starts a new session and ends the previous one [B10]', async ({
  page,
  person,
  context,
  request,
  site,
}) => {
  await register(page, person)
  await context.addCookies([{ name: 'session', value: 'planted', url: site.url }])
  await login(page, person)
  await expect(page).toHaveURL(/\/account$/)
  const value = async () => (await context.cookies()).find(({ name }) => name === 'session')!.value
  const first = await value()
  expect(first).not.toBe('planted')

  // Another tab still shows the form; its login replaces the session of this browser.
  await context.clearCookies({ name: 'session' })
  await page.goto('/login')
  await context.addCookies([{ name: 'session', value: first, url: site.url }])
  await fill(page, { email: person.email, password: person.password })
  await press(page, 'login')
  await expect(page).toHaveURL(/\/account$/)
  expect(await value()).not.toBe(first)
  expect((await request.get(`${site.url}/api/me`, { headers: { cookie: `session=${first}` } })).status()).toBe(401)
})

test('the password can be shown and is hidden again when it is sent [K9]', async ({ page, person }) => {
  await page.goto('/login')
  const field = page.getByLabel(labels.password, { exact: true })
  await fill(page, { email: person.email, password: person.password })
  const button = page.getByRole('button', { name: 'Show password' })
  await button.click()
  await expect(field).toHaveAttribute('type', 'text')
  await expect(page.getByRole('button', { name: 'Hide password' })).toHaveAttribute('aria-pressed', 'true')
  await press(page, 'login')
  await expect(page.getByRole('alert').first()).toContainText('Wrong email or password')
  await expect(field).toHaveAttribute('type', 'password')
})

test('the keyboard alone is enough to log in [K7]', async ({ page, person }) => {
  await register(page, person)
  await page.goto('/login')
  await page.getByLabel(labels.email).press('ControlOrMeta+a')
  await page.keyboard.type(person.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(person.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/account$/)
})

test('the login says that the session has ended, and shows a new visitor no such notice', async ({
  page,
  context,
  person,
  site,
}) => {
  const ended = page.getByText('Your session has ended. Log in to continue.')
  await page.goto('/account')
  await expect(page).toHaveURL(/\/login\?next=/)
  await expect(ended).toHaveCount(0)
  await register(page, person)
  await context.addCookies([{ name: 'session', value: 'of-a-session-that-has-ended', url: site.url }])
  await page.goto('/account')
  await expect(ended).toBeVisible()
  await fill(page, { email: person.email, password: person.password })
  await press(page, 'login')
  await expect(page).toHaveURL(/\/account$/)
})
