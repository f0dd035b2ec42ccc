import { startApp } from '../support/apps/an-app'
import { onPostgres } from '../support/needs'
import { plugIn } from '../support/servers/database-cable'
import { startSite } from '../support/servers/site'
import { freshDatabase } from '../support/servers/test-database'
import { expect, test } from '../support/test'

test('while the database is away, apps get 503 and people a message, and both work afterwards [P37]', {
  tag: onPostgres,
}, async ({ page, request }) => {
  const database = await freshDatabase()
  const cable = await plugIn(new URL(database.url))
  const site = await startSite({ databaseUrl: cable.url, environment: { PROVIDER: 'on' } })
  try {
    const app = await startApp(site)
    expect((await request.get(app.beginUrl)).status()).toBe(200)
    cable.pull()
    const form = { grant_type: 'refresh_token', refresh_token: 'x', client_id: app.id }
    const [token, info] = [
      await request.post(`${site.url}/oauth/token`, { form }),
      await request.get(`${site.url}/oauth/userinfo`, { headers: { authorization: 'Bearer x' } }),
    ]
    for (const answer of [token, info]) {
      expect([answer.status(), answer.headers()['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)])
      expect(await answer.json()).toMatchObject({ error: 'temporarily_unavailable' })
    }
    const shown = await page.goto(app.beginUrl)
    expect([shown?.status(), shown?.headers()['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)])
    await expect(page.getByRole('heading', { name: /unavailable/i })).toBeVisible()
    expect(site.log().join('\n')).not.toMatch(/Failed query|params:|server_error/)
    cable.plugIn()
    await expect(async () => expect((await request.get(app.beginUrl)).status()).toBe(200)).toPass()
    app.stop()
  } finally {
    await site.stop()
    cable.pull()
    await database.drop()
  }
})
