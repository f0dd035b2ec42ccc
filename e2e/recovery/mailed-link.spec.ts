import { linkIn } from '../support/servers/smtp-mailbox'
import { emailedResetLink } from '../support/steps/emailed-reset-link'
import { aPassword, aPerson, fill, login, press, register, resetPassword } from '../support/steps/person'
import { expect, test } from '../support/test'

test('a link survives a scanner: 10 GET and 5 HEAD change nothing [D5r]', async ({
  page,
  person,
  mailbox,
  request,
}) => {
  const link = await emailedResetLink(page, person, mailbox)
  for (let i = 0; i < 10; i++) expect((await request.get(link)).status()).toBe(200)
  for (let i = 0; i < 5; i++) expect((await request.head(link)).status()).toBe(200)
  await resetPassword(page, link, aPassword())
  await expect(page).toHaveURL(/notice=password-reset/)
})

test('a link opened in two tabs works once, and the other tab says so', async ({ page, context, person, mailbox }) => {
  const link = await emailedResetLink(page, person, mailbox)
  const other = await context.newPage()
  await other.goto(link)
  await resetPassword(page, link, aPassword())
  await expect(page).toHaveURL(/notice=password-reset/)
  await fill(other, { new_password: aPassword() })
  await press(other, 'resetPassword')
  await expect(other.getByRole('heading', { name: 'This link has already been used' })).toBeVisible()
})

test('a link works on another device and ends every session there and here [D6r]', async ({
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

test('a password typed for one account is never saved for another', async ({
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

test('a link works while another user is logged in, and ends that session in this browser', async ({
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
  await expect(page.getByText(owner.email).first()).toBeVisible()
})
