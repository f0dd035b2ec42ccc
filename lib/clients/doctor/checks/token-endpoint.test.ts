import { eq, like } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { replaceSecret } from '@/db/provider/client-changes'
import { findClientFaults } from '@/db/provider/client-facts'
import { providerRecords } from '@/db/provider/login-tables'
import { clients } from '@/db/provider/tables'
import { throttles } from '@/db/schema'
import { newClientSecret } from '@/lib/clients/client-secret'
import { anAct } from '@/test/operator/an-act'
import { aWiki, examined, level, said } from '@/test/provider/examined-app'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp } from '@/test/provider/running-app'
import { codeOf, post } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('nothing is stored, counted or recorded as a fault of the app, whatever the doctor tries [P41]', async () => {
  await using wiki = await aWiki(site)
  const app = await wiki.register()
  const before = await rows(app.id)
  await withSettings({ RATE_LIMITS: 'on', APP_URL: site.url, PROVIDER: 'on' }, async () => {
    for (const secret of [app.secret, 'wrong', undefined]) await examined(app.id, secret)
  })
  const spa = await anApp(site, { kind: 'spa', redirectUris: [`${wiki.url}/cb`] })
  expect(level(await examined(spa.id), 'token')).toBe('ok')
  expect(await rows(app.id)).toEqual(before)
  // Faults are recorded in the background, so one of the app itself follows, which must be the first.
  for (const each of [app, spa]) await post(each, codeOf('http://localhost/?code=made-up', 'x'))
  for (const { id } of [app, spa])
    await expect.poll(() => findClientFaults(id, 10)).toEqual([expect.objectContaining({ count: 1 })])
})

test('a wrong, a former and a needless secret are told apart', async () => {
  await using wiki = await aWiki(site)
  const app = await wiki.register()
  expect(level(await examined(app.id), 'secret')).toBe('hint')
  expect(said(await examined(app.id, 'wrong'), 'secret')).toBe('This is not the secret of Wiki.')
  await replaceSecret(anAct(), app.id, newClientSecret().secretHash, 3_600)
  const former = await examined(app.id, app.secret)
  expect(said(former, 'secret')).toMatch(/^This is the former secret of Wiki, which works until 20/)
  expect([level(former, 'secret'), level(former, 'token')]).toEqual(['warning', 'ok'])
  await query((db) =>
    db
      .update(clients)
      .set({ oldSecretUntil: new Date(0) })
      .where(eq(clients.id, app.id)),
  )
  expect(said(await examined(app.id, app.secret), 'secret')).toContain('which ended on 1970-01-01 00:00 UTC')
  const spa = await anApp(site, { kind: 'spa', redirectUris: [`${wiki.url}/cb`] })
  expect(level(await examined(spa.id, 'any'), 'secret')).toBe('fault')
})

/** What the doctor must leave as it is. */
async function rows(clientId: string) {
  const records = query((db) => db.$count(providerRecords, eq(providerRecords.clientId, clientId)))
  const uses = await query((db) => db.select().from(throttles).where(like(throttles.key, 'app-token/%')))
  const attempts = uses.reduce((sum, { points }) => sum + points, 0)
  return { faults: await findClientFaults(clientId, 10), records: await records, attempts }
}
