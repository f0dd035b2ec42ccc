import { onPostgres } from '../support/needs'
import { plugIn } from '../support/servers/database-cable'
import { startSite } from '../support/servers/site'
import { freshDatabase } from '../support/servers/test-database'
import { login, register } from '../support/steps/person'
import { expect, test } from '../support/test'

test('while the database is away programs get 503 and people a word, and all is well when it is back [J1 J6]', {
  tag: onPostgres,
}, async ({ browser, request, person }) => {
  const database = await freshDatabase()
  const cable = await plugIn(new URL(database.url))
  const site = await startSite({ databaseUrl: cable.url })
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false })
  const page = await context.newPage()
  await register(page, person)
  await login(page, person)
  await expect(page).toHaveURL(/account$/)

  cable.pull()
  const answer = await request.post(`${site.url}/api/login`, { data: person })
  expect([answer.status(), answer.headers()['retry-after'], (await answer.json()).code]).toEqual([
    503,
    '5',
    'unavailable',
  ])
  expect((await request.get(`${site.url}/readyz`)).status()).toBe(503)
  expect((await request.get(`${site.url}/healthz`)).status()).toBe(200)
  for (const path of ['/', '/account', '/login']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'Please try again in a moment' })).toBeVisible()
  }
  // What is made once for everybody must not be made of a bad moment.
  for (const path of ['/', '/login', '/register', '/forgot-password']) {
    const shown = await (await fetch(site.url + path)).text()
    expect([path, shown.includes('try again in a moment')]).toEqual([path, false])
  }
  const log = site.log().join('\n')
  expect(log).not.toMatch(/Failed query|password_hash|params:/)

  await cable.plugIn()
  await expect(async () => {
    expect((await request.post(`${site.url}/api/login`, { data: person })).status()).toBe(200)
  }).toPass()
  await page.goto('/account')
  await expect(page.getByText(person.email)).toBeVisible()
  await context.close()
  await site.stop()
  await cable.pull()
  await database.drop()
})
