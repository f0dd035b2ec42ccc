import postgres from 'postgres'
import { onPostgres } from '../support/needs'
import { startSite } from '../support/servers/site'
import { freshDatabase } from '../support/servers/test-database'
import { login, register } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

test('an internal error shows its request ID and what to do, and everything else goes to the log [G6 H3 I4]', {
  tag: onPostgres,
}, async ({ browser, request, person }) => {
  const database = await freshDatabase()
  const site = await startSite({ databaseUrl: database.url })
  const page = await browser.newPage({ baseURL: site.url })
  await register(page, person)
  await login(page, person)
  const sql = postgres(database.url, { max: 1 })
  await sql`alter table sessions rename to lost`
  await sql.end()

  const answer = await request.post(`${site.url}/api/login`, { data: person })
  const problem = await answer.json()
  expect([answer.status(), problem.code]).toEqual([500, 'unexpected'])
  expect(problem.request_id).toBe(answer.headers()['x-request-id'])
  expect(JSON.stringify(problem)).not.toMatch(/sessions|relation|select/)
  const line = site.log().find((each) => each.includes(`"request":"${problem.request_id}"`))
  expect(JSON.parse(line!)).toMatchObject({ event: 'unexpected', error: 'relation "sessions" does not exist' })

  await page.goto('/account')
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible()
  await expect(page).toHaveTitle('Something went wrong – Rekey')
  expect(await axe(page)).toEqual([])
  const told = JSON.stringify(problem) + (await page.content())
  for (const secret of [site.authSecret, site.databaseUrl, site.mailbox.url]) expect(told).not.toContain(secret)
  const log = site.log().join('\n')
  for (const secret of [person.email, person.phone_number, 'Failed query']) expect(log).not.toContain(secret)
  await page.close()
  await site.stop()
  await database.drop()
})
