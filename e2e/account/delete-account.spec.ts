import { everyday, onPostgres } from '../support/needs'
import { startSite } from '../support/servers/site'
import { freshDatabase } from '../support/servers/test-database'
import { linkInEmail } from '../support/steps/link-in-email'
import { loginAsProgram, logout, openAccount, sessionOf, whoIs } from '../support/steps/open-account'
import { deletionDue } from '../support/steps/passing-time'
import { aPassword, aPerson, deleteAccount, fill, labels, login, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

const asked = { subject: /account will be deleted/i }
const gone = { subject: /account was deleted/i }

for (const script of [true, false]) {
  test.describe(script ? 'account deletion' : 'account deletion without script', () => {
    test.use({ script })

    test('requesting it logs out every device, and a login before the date cancels it', {
      tag: script ? everyday : [],
    }, async ({ page, person, mailbox, request }) => {
      await openAccount(page, person, mailbox)
      const program = await loginAsProgram(request, person)
      const session = await sessionOf(page)
      await page.goto('/account/delete')
      expect(await axe(page)).toEqual([])
      // Just logged in: the page asks for both all the same.
      await fill(page, { own_email: aPerson().email, current_password: person.password })
      await press(page, 'deleteAccount')
      await expect(page.locator('#email-error')).toHaveText('This is not the email of this account.')
      expect(await whoIs(request, session)).toBe(200)
      await deleteAccount(page, person)
      await expect(page.getByRole('status').first()).toContainText('deleted in 14 days')
      for (const headers of [program, session]) expect(await whoIs(request, headers)).toBe(401)
      await page.goto('/account')
      await expect(page).toHaveURL(/\/login\?next=/)
      const email = await mailbox.waitFor(person.email, asked)
      expect(linkInEmail('/not-me', email)).toContain('token=')

      await login(page, person)
      await expect(page).toHaveURL(/\/account\?restored$/)
      await expect(page.getByRole('status').first()).toContainText('Your account will not be deleted')
      await page.goto('/account/activity')
      await expect(page.getByText('Account deletion canceled by logging in')).toBeVisible()
      await logout(page)
      await login(page, person)
      await expect(page, 'said once').toHaveURL('/account')
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('a login on the way to another page also says that the deletion was canceled', async ({ page, person }) => {
      await openAccount(page, person)
      await deleteAccount(page, person)
      await page.goto('/account/sessions')
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page).toHaveURL(/\/account\?restored$/)
    })

    test('empty fields and a wrong password are refused at their fields, and nothing is deleted', async ({
      page,
      person,
      mailbox,
      request,
    }) => {
      await openAccount(page, person)
      await page.goto('/account/delete')
      await press(page, 'deleteAccount')
      for (const field of ['email', 'current_password']) await expect(page.locator(`#${field}-error`)).toBeVisible()
      await fill(page, { own_email: person.email.toUpperCase(), current_password: aPassword() })
      await press(page, 'deleteAccount')
      await expect(page.getByText('This is not your current password').last()).toBeVisible()
      await expect(page.getByLabel(labels.own_email)).toHaveValue(person.email.toUpperCase())
      await expect(page).toHaveTitle(/^Error: /)
      expect(await axe(page)).toEqual([])
      expect(await whoIs(request, await sessionOf(page))).toBe(200)
      expect(mailbox.sentTo(person.email, asked)).toHaveLength(0)

      await fill(page, { current_password: person.password })
      await press(page, 'deleteAccount')
      await expect(page).toHaveURL(/\/login\?notice=deletion-asked$/)
    })

    test('once deletion is due, no login works and no reset is sent', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, request, site }) => {
      await openAccount(page, person)
      await deleteAccount(page, person)
      await deletionDue(site, person)
      await login(page, person)
      await expect(page.getByRole('alert').first()).toContainText('Wrong email or password')
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)

      const other = aPerson()
      await request.post('/api/register', { data: other })
      for (const { email } of [person, other]) await request.post('/api/forgot-password', { data: { email } })
      await mailbox.waitFor(other.email, { subject: /reset/i })
      expect(mailbox.sentTo(person.email, { subject: /reset/i })).toHaveLength(0)
    })
  })
}

test('the sweep after a start deletes due accounts, emails their owners, and frees their emails', {
  tag: onPostgres,
}, async ({ browser, request, person }) => {
  const database = await freshDatabase()
  const site = await startSite({ databaseUrl: database.url })
  const page = await browser.newPage({ baseURL: site.url })
  const stays = aPerson()
  for (const each of [person, stays]) {
    await openAccount(page, each, site.mailbox)
    await deleteAccount(page, each)
  }
  await deletionDue(site, person)
  await site.mailbox.waitFor(person.email, asked)
  await site.restart()
  const email = await site.mailbox.waitFor(person.email, gone)
  expect(email.text).not.toMatch(/token=/)
  expect(site.log().some((line) => line.includes('"event":"sweep"') && line.includes('"accounts":1'))).toBe(true)
  const notMe = linkInEmail('/not-me', site.mailbox.sentTo(person.email, asked)[0]!)
  await page.goto(notMe)
  await expect(page.getByRole('heading', { name: 'This link isn’t valid' })).toBeVisible()

  const again = { ...person, password: aPassword() }
  expect((await request.post(`${site.url}/api/register`, { data: again })).status()).toBe(201)
  await login(page, again)
  await page.goto('/account/activity')
  await expect(page.locator('ol > li')).toHaveCount(2)
  await logout(page)
  await login(page, stays)
  await expect(page).toHaveURL(/\/account\?restored$/)
  expect(site.mailbox.sentTo(stays.email, gone)).toHaveLength(0)
  await page.close()
  await site.stop()
  await database.drop()
})
