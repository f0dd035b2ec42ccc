import { linkIn } from './support/mailbox'
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
} from './support/person'
import { axe, expect, test } from './support/test'

for (const script of [true, false]) {
  test.describe(script ? 'reset' : 'reset without script', () => {
    test.use({ script })

    test('forgot, mail, link, new password, log in', async ({ page, person, mailbox }) => {
      await register(page, person)
      await forgotPassword(page, person)
      await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
      const mail = await mailbox.waitFor(person.email, { subject: /reset/i })
      const password = aPassword()
      await resetPassword(page, linkIn(mail), password)

      await expect(page).toHaveURL(/\/login\?notice=password-reset$/)
      await expect(page.getByRole('status').first()).toContainText('Your new password is saved')
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)
      await login(page, { ...person, password })
      await expect(page).toHaveURL(/\/account$/)
      await mailbox.waitFor(person.email, { subject: /changed/i })
    })

    test('the token leaves the URL, and the page names the account to password managers [D9r D10r K5]', async ({
      page,
      person,
      mailbox,
    }) => {
      await register(page, person)
      await forgotPassword(page, person)
      const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      await page.goto(link)
      await expect(page).toHaveURL(/\/reset-password$/)
      expect(requests.filter((url) => new URL(url).origin !== new URL(link).origin)).toEqual([])
      expect(await page.content()).not.toContain(new URL(link).searchParams.get('token'))
      await expect(page.locator('input[autocomplete=username]')).toHaveValue(person.email)
      await expect(page.getByLabel(labels.new_password)).toHaveAttribute('autocomplete', 'new-password')
      expect(await axe(page)).toEqual([])
    })

    test('a refused password leaves the link alive [D7r]', async ({ page, person, mailbox }) => {
      await register(page, person)
      await forgotPassword(page, person)
      const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
      await resetPassword(page, link, 'passwordpassword')
      await expect(page.getByText('tried first').last()).toBeVisible()
      await expect(page).toHaveTitle(/^Error: /)
      expect(await axe(page)).toEqual([])
      await fill(page, { new_password: person.email })
      await press(page, 'resetPassword')
      await expect(page.getByText('other than your email').last()).toBeVisible()
      await fill(page, { new_password: aPassword() })
      await press(page, 'resetPassword')
      await expect(page).toHaveURL(/notice=password-reset/)
    })

    test('a used link says so, and one click mails another [D1r D8r]', async ({ page, person, mailbox }) => {
      await register(page, person)
      await forgotPassword(page, person)
      const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
      await resetPassword(page, link, aPassword())
      await expect(page).toHaveURL(/notice=password-reset/)
      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'This link was already used' })).toBeVisible()
      expect(await axe(page)).toEqual([])

      const before = mailbox.mails.length
      await page.getByRole('button', { name: 'Mail me a new link' }).click()
      await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
      const again = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i, after: before }))
      await resetPassword(page, again, aPassword())
      await expect(page).toHaveURL(/notice=password-reset/)
    })

    test('a newer link replaces the older, and the older says so', async ({ page, person, mailbox }) => {
      await register(page, person)
      await forgotPassword(page, person)
      const older = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
      const before = mailbox.mails.length
      await forgotPassword(page, person)
      const newer = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i, after: before }))
      await page.goto(older)
      await expect(page.getByRole('heading', { name: 'This link was replaced' })).toBeVisible()
      await resetPassword(page, newer, aPassword())
      await expect(page).toHaveURL(/notice=password-reset/)
    })

    test('a damaged link leads to the form, with the address kept', async ({ page, person, mailbox }) => {
      await register(page, person)
      await forgotPassword(page, person)
      const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
      await page.goto(link.slice(0, -9))
      await expect(page.getByRole('heading', { name: 'This link is damaged' })).toBeVisible()
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)
      expect(await axe(page)).toEqual([])
      await press(page, 'forgotPassword')
      await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
    })
  })
}

test('a link survives a scanner: 10 GET and 5 HEAD change nothing [D5r]', async ({
  page,
  person,
  mailbox,
  request,
}) => {
  await register(page, person)
  await forgotPassword(page, person)
  const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
  for (let i = 0; i < 10; i++) expect((await request.get(link)).status()).toBe(200)
  for (let i = 0; i < 5; i++) expect((await request.head(link)).status()).toBe(200)
  await resetPassword(page, link, aPassword())
  await expect(page).toHaveURL(/notice=password-reset/)
})

test('a link opened twice works once, and the other tab says what happened', async ({
  page,
  context,
  person,
  mailbox,
}) => {
  await register(page, person)
  await forgotPassword(page, person)
  const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
  const other = await context.newPage()
  await other.goto(link)
  await resetPassword(page, link, aPassword())
  await expect(page).toHaveURL(/notice=password-reset/)
  await fill(other, { new_password: aPassword() })
  await press(other, 'resetPassword')
  await expect(other.getByRole('heading', { name: 'This link was already used' })).toBeVisible()
})

test('a link works on another device, and every session ends there and here [D6r]', async ({
  page,
  browser,
  person,
  mailbox,
  request,
  site,
}) => {
  await register(page, person)
  await login(page, person)
  await expect(page).toHaveURL(/\/account$/)
  const answer = await request.post(`${site.url}/api/login`, { data: person })
  const { access_token } = await answer.json()
  await request.post(`${site.url}/api/forgot-password`, { data: { email: person.email } })
  const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))

  const phone = await (await browser.newContext({ baseURL: site.url })).newPage()
  await resetPassword(phone, link, aPassword())
  await expect(phone).toHaveURL(/notice=password-reset/)
  await phone.goto('/account')
  await expect(phone).toHaveURL(/\/login/)
  await phone.context().close()

  await page.goto('/account')
  await expect(page).toHaveURL(/\/login/)
  const me = await request.get(`${site.url}/api/me`, { headers: { authorization: `Bearer ${access_token}` } })
  expect(me.status()).toBe(401)
})

test('what is typed for one account is never saved for another', async ({
  page,
  context,
  person,
  mailbox,
  request,
  site,
}) => {
  const other = aPerson()
  for (const { email } of [person, other]) {
    await request.post(`${site.url}/api/register`, { data: email === person.email ? person : other })
    await request.post(`${site.url}/api/forgot-password`, { data: { email } })
  }
  await page.goto(linkIn(await mailbox.waitFor(person.email, { subject: /reset/i })))
  await (await context.newPage()).goto(linkIn(await mailbox.waitFor(other.email, { subject: /reset/i })))
  await fill(page, { new_password: aPassword() })
  await press(page, 'resetPassword')
  await expect(page.getByText(other.email)).toBeVisible()
  for (const data of [person, other]) {
    expect((await request.post(`${site.url}/api/login`, { data })).status()).toBe(200)
  }
})

test('a link works while somebody else is logged in, whose session here ends', async ({
  page,
  context,
  person,
  mailbox,
  request,
  site,
}) => {
  const owner = aPerson()
  await request.post(`${site.url}/api/register`, { data: owner })
  await request.post(`${site.url}/api/forgot-password`, { data: { email: owner.email } })
  const link = linkIn(await mailbox.waitFor(owner.email, { subject: /reset/i }))
  await register(page, person)
  await login(page, person)
  await expect(page).toHaveURL(/\/account$/)
  const { value } = (await context.cookies()).find(({ name }) => name === 'session')!
  const password = aPassword()
  await resetPassword(page, link, password)
  await expect(page).toHaveURL(/\/login\?notice=password-reset$/)
  expect((await request.get(`${site.url}/api/me`, { headers: { cookie: `session=${value}` } })).status()).toBe(401)
  await login(page, { email: owner.email, password })
  await expect(page.getByText(owner.email)).toBeVisible()
})
