import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { touchClient } from '@/db/provider/clients'
import { selfSigned } from '@/e2e/support/servers/self-signed-certificate'
import { findingsBeyondFine } from '@/test/doctor-context'
import { aWiki, examined } from '@/test/provider/examined-app'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const answers: [app: Record<string, number | string>, findings: string[]][] = [
  [{ '/cb': 404 }, ['fault redirect']],
  [{ '/cb': 500 }, ['warning redirect']],
  [{ '/cb': 502 }, ['fault redirect']],
  [{ '/cb': 302, '/bye': 403 }, []],
  [{ '/cb': 400, '/bye': 404 }, ['warning post-logout']],
  [{ '/logout': 400 }, []],
  [{ '/logout': 204 }, []],
  [{ '/logout': 202 }, ['fault backchannel']],
  [{ '/logout': 404 }, ['fault backchannel']],
  [{ '/logout': 302 }, ['fault backchannel']],
  [{ '/logout': 401 }, ['fault backchannel']],
  [{ '/logout': 503 }, ['fault backchannel']],
  [{ '/logout': '<!doctype html><form>' }, ['fault backchannel']],
]
for (const [app, expected] of answers) {
  test(`an app that answers ${JSON.stringify(app)} has ${expected.join() || 'no problem'}`, async () => {
    await using wiki = await aWiki(site, app)
    const { id, secret } = await wiki.register()
    await touchClient(id)
    const findings = await examined(id, secret)
    expect(findingsBeyondFine(findings)).toEqual(expected)
    expect(wiki.requests.map(({ url }) => url)).not.toContain('/elsewhere')
  })
}

test('the app gets a logout token as a real one, of nobody', async () => {
  await using wiki = await aWiki(site)
  const app = await wiki.register()
  await examined(app.id)
  const { body } = wiki.requests.find(({ url }) => url === '/logout')!
  const token = new URLSearchParams(body).get('logout_token')!
  const keys = createRemoteJWKSet(new URL(`${site.url}/oauth/jwks`))
  const rules = {
    issuer: site.url,
    audience: app.id,
    typ: 'logout+jwt',
    requiredClaims: ['sub', 'sid', 'jti', 'events'],
  }
  expect((await jwtVerify(token, keys, rules)).payload.sid).toMatch(/^doctor-/)
})

test('an app that is away, has no name in DNS or has a certificate that nobody trusts is described so', async () => {
  const { key, certificate } = selfSigned()
  const secure = createServer({ key, cert: certificate }).listen(0, '127.0.0.1')
  await once(secure, 'listening')
  const { port } = secure.address() as AddressInfo
  const redirectUris = ['http://127.0.0.1:2/cb', 'https://wiki.invalid/cb', `https://localhost:${port}/cb`]
  const app = await anApp(site, { redirectUris })
  const found = (await examined(app.id)).filter(({ check }) => check === 'redirect')
  secure.close()
  expect(found.map(({ says }) => says)).toEqual([
    expect.stringMatching(/^Nothing answers at http:\/\/127\.0\.0\.1:2\/cb: /),
    expect.stringMatching(/^wiki\.invalid cannot be found in DNS|^Nothing answers at https:\/\/wiki\.invalid/),
    `The certificate of localhost:${port} is self-signed, so https://localhost:${port}/cb cannot be called.`,
  ])
})
