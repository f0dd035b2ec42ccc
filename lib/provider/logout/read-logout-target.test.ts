import { eq, sql } from 'drizzle-orm'
import { importJWK, SignJWT } from 'jose'
import { query } from '@/db/connection/client'
import { clients } from '@/db/provider/tables'
import { providerKeys } from '@/lib/provider/keys/keys'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp } from '@/test/provider/running-app'
import { entered } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'
import { readLogoutTarget } from './read-logout-target'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const BYE = 'https://wiki.example.com/bye'

test('our page leads to no address without an app, of an unknown app or of a disabled one [P17]', async () => {
  const { id } = await anApp(site, { postLogoutUris: [BYE] })
  const target = { post_logout_redirect_uri: BYE, state: 'x' }
  expect(await readLogoutTarget({ client_id: id, ...target })).toEqual({
    clientId: id,
    name: 'Wiki',
    uri: BYE,
    state: 'x',
  })
  await query((db) => db.update(clients).set({ disabledAt: sql`now()` }).where(eq(clients.id, id)))
  for (const client_id of [id, 'nobody', '', undefined, [id], null])
    expect([client_id, await readLogoutTarget({ client_id, ...target })]).toEqual([client_id, {}])
})

test('an ID token that names no session logs nobody out unasked [P18]', async () => {
  const { browser } = await entered(site)
  const app = await anApp(site)
  const [key] = (await providerKeys()).jwks
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: key!.alg, kid: key!.kid })
    .setIssuer(site.url)
    .setAudience(app.id)
    .setSubject('someone')
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(await importJWK(key!, key!.alg))
  const { location } = await browser.visit(`/oauth/logout?id_token_hint=${token}`)
  expect(new URL(location!).pathname).toBe('/logout')
})
