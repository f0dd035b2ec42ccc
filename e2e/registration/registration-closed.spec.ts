import { everyday, onPostgres } from '../support/needs'
import { isFit } from '../support/pages/page-is-fit'
import { startSite } from '../support/servers/site'
import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { aPerson } from '../support/steps/person'
import { expect, test } from '../support/test'

test.use({ environment: { REGISTRATION: 'closed' } })

for (const script of [true, false]) {
  test.describe(script ? 'closed' : 'closed, without script', () => {
    test.use({ script })

    test('a closed site says so and offers registration nowhere', { tag: script ? everyday : [] }, async ({ page }) => {
      await page.goto('/register')
      await expect(page.getByRole('heading', { name: 'Registration is closed' })).toBeVisible()
      await expect(page.locator('form')).toHaveCount(0)
      await isFit(page, 'closed')
      for (const path of ['/', '/login', '/register', '/forgot-password']) {
        await page.goto(path)
        await expect(page.getByRole('main').getByText(/create (an )?account/i)).toHaveCount(0)
      }
    })
  })
}

test('an API client is refused at both URLs', async ({ request, person, mailbox }) => {
  for (const path of ['/register', '/api/register']) {
    const answer = await request.post(path, { data: person })
    expect([path, answer.status(), (await answer.json()).code]).toEqual([path, 403, 'registration-closed'])
  }
  expect((await request.post('/api/login', { data: person })).status()).toBe(401)
  expect(mailbox.sentTo(person.email)).toEqual([])
})

test('a registration begun before the site was closed cannot be finished afterwards', {
  tag: onPostgres,
}, async ({ page, request, site, mailbox }) => {
  const person = aPerson()
  const environment = { REGISTRATION: 'confirm', AUTH_SECRET: site.authSecret, APP_URL: site.url }
  const before = await startSite({ databaseUrl: site.databaseUrl, mailbox, environment })
  await request.post(`${before.url}/api/register`, { data: person })
  const link = linkInEmail('/verify-email', await mailbox.waitFor(person.email))
  await before.stop()

  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Registration is closed' })).toBeVisible()
  const data = { token: tokenIn(link), password: person.password }
  const answer = await request.post('/api/verify-email', { data })
  expect([answer.status(), (await answer.json()).code]).toEqual([403, 'registration-closed'])
})
