import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, urlOf } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('an address of the provider is spelled in one way', async () => {
  const { search } = new URL(await urlOf(await anApp(site)))
  const spellings = [
    '/oauth/authorize/',
    '/oauth/AUTHORIZE',
    '/OAuth/authorize',
    '/oauth//authorize',
    '/oauth/token/',
    '/oauth/Token',
  ]
  for (const path of [
    ...spellings,
    '/oauth/logout/confirm',
    '/oauth/logout/success',
    '/oauth/authorize/a/b',
    '/oauth/%74oken',
    '/oauth/',
  ])
    expect([path, (await fetch(site.url + path + search, { redirect: 'manual' })).status]).toEqual([path, 404])
})

test('no other spelling of an address reaches the provider, however it is sent [P33]', async () => {
  const spellings = [
    '//oauth/token',
    '/oauth//token',
    '/oauth/./token',
    '/oauth/%2e/token',
    '/x/../oauth/token',
    '/x/%2e%2e/oauth/token',
    '/oauth/x/..%2ftoken',
    '/oauth%2ftoken',
    '/oauth\\token',
    '/oauth/token;x',
    '/oauth/token%20',
    '/oauth/token%3fx',
    '/oauth/TOKEN',
    '/oauth/token/',
    '/x/oauth/token',
    '/oauth/tokens',
    '/.well-known/openid-configuration/',
    '/x/.well-known/openid-configuration',
    '/.well-known//openid-configuration',
    '/.well-known/OpenID-configuration',
  ]
  expect(await answerTo('POST', '/oauth/token')).toMatchObject({ status: 400, body: expect.stringContaining('error') })
  // The page of an unknown address is not the provider's, which would say so in JSON.
  for (const path of spellings)
    for (const method of ['GET', 'POST'])
      expect([path, await answerTo(method, path)]).toEqual([path, { status: 404, body: '' }])
})

/** The path is sent as it is; `fetch` would tidy it. */
async function answerTo(method: string, path: string) {
  const { hostname, port } = new URL(site.url)
  const request = httpRequest({ hostname, port, path, method }).end()
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  return { status: answer.statusCode, body: await text(answer) }
}
