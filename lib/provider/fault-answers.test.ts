import { Unavailable } from '@/lib/unavailable'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, urlOf } from '@/test/provider/running-app'
import { before } from '@/test/provider/slow-records'
import { entered, post, refreshOf } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const faults: [fault: Error, status: number, retryAfter: string | null, words: string][] = [
  [new Error('boom'), 500, null, 'Something went wrong on our side'],
  [new Unavailable('the pool is gone', 7), 503, '7', 'Logging in is temporarily unavailable'],
]
for (const [fault, status, retryAfter, words] of faults) {
  const fail = async () => {
    throw fault
  }

  test(`a login that fails with ${status} shows a page, and leads nowhere with its code [P37]`, async () => {
    const { browser } = await entered(site)
    const url = await urlOf(await anApp(site))
    // The library has sent the browser to the app by then.
    const answer = await before('Session', fail, () => browser.visit(url))
    expect([answer.status, answer.location]).toEqual([status, undefined])
    expect(answer.text).toContain(`<h1>${words}`)
    expect(answer.text).not.toContain(fault.message)
    const { headers } = answer
    expect([headers.get('retry-after'), headers.get('cache-control')]).toEqual([retryAfter, 'no-store'])
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*; style-src 'sha256-/)
  })

  test(`a request for tokens that fails with ${status} gets JSON, and no tokens [P37]`, async () => {
    const { app, tokens } = await entered(site)
    const answer = await before('AccessToken', fail, () => post(app, refreshOf(tokens.refresh_token!)))
    expect(answer).toEqual({ status, error: status === 503 ? 'temporarily_unavailable' : 'server_error' })
  })
}

test('the page of a request that cannot be answered allows neither script nor frames [P15]', async () => {
  const { headers, status } = await aBrowser(site.url).visit(await urlOf(await anApp(site), { client_id: 'nobody' }))
  const policy = headers.get('content-security-policy')
  expect([status, policy]).toEqual([
    400,
    expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'.*; style-src 'sha256-/),
  ])
  expect(policy).not.toContain('script-src')
})
