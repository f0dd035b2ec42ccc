import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { replaceSecret } from '@/db/provider/client-changes'
import { clients } from '@/db/provider/tables'
import { newClientSecret } from '@/lib/clients/client-secret'
import { anAct } from '@/test/operator/an-act'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp } from '@/test/provider/running-app'
import { post, refreshOf } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a wrong secret and an unknown app get the same answer, and soon a pause [P29]', async () => {
  const [app, other] = [await anApp(site), await anApp(site)]
  const wrong = await post({ ...app, secret: 'wrong' }, refreshOf('x'))
  expect(wrong).toEqual({ status: 401, error: 'invalid_client' })
  expect(await post({ ...app, id: 'nobody' }, refreshOf('x'))).toEqual(wrong)
  const both = { ...refreshOf('x'), client_secret: app.secret, client_id: app.id }
  expect((await post(app, both)).status).toBe(400)
  expect((await post(app, refreshOf('x'), `/oauth/token?client_secret=${app.secret}`)).error).toBe('invalid_grant')
  await withSettings({ RATE_LIMITS: 'on', APP_URL: site.url, PROVIDER: 'on' }, async () => {
    for (let attempt = 0; attempt < 30; attempt++) await post({ ...app, secret: 'wrong' }, refreshOf('x'))
    expect((await post(app, refreshOf('x'))).status).toBe(429)
    // Requests that name no app share nothing.
    for (let attempt = 0; attempt < 31; attempt++)
      expect((await fetch(`${site.url}/oauth/token`, { method: 'POST' })).status).toBe(400)
    expect((await post(other, refreshOf('x'))).status).toBe(400)
  })
})

test('a former secret works for as long as its operator keeps it [P36]', async () => {
  const app = await anApp(site)
  const status = async (secret: string) => (await post({ ...app, secret }, refreshOf('x'))).error
  const { secret, secretHash } = newClientSecret()
  await replaceSecret(anAct(), app.id, secretHash, 3_600)
  expect([await status(app.secret), await status(secret)]).toEqual(['invalid_grant', 'invalid_grant'])
  await query((db) =>
    db.update(clients).set({ oldSecretUntil: sql`now() - interval '1 second'` }).where(eq(clients.id, app.id)),
  )
  expect([await status(app.secret), await status(secret)]).toEqual(['invalid_client', 'invalid_grant'])
})
