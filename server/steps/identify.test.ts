import type { IncomingMessage } from 'node:http'
import { sendRequest } from '@/e2e/support/requests/send-request'
import { log } from '@/lib/log'
import { exchangeOf } from '@/server/exchanges'
import { type Served, serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { identify } from './identify'

/** The headers that Next sends to itself when one page forwards an action to another, or when it requests the page after one. */
const ofNext = { 'x-action-forwarded': '1', 'x-forwarded-for': '127.0.0.1' }

let site: Served
test.beforeAll(async () => {
  site = await serve([identify], async (request, response) => {
    const { headers, url } = request as IncomingMessage
    // As Next does for an action of another page: the same headers, from this machine.
    const asked =
      url === '/outer'
        ? await fetch(`${site.url}/inner`, { headers: { ...(headers as Record<string, string>), ...ofNext } })
        : undefined
    response.end(asked ? await asked.text() : JSON.stringify({ ...headers, internal: exchangeOf(request)?.internal }))
  })
})
test.afterAll(() => site.stop())

test('a request by Next to this server keeps the ID and the IP address of the request that it belongs to [B4]', async () => {
  const answer = await fetch(`${site.url}/outer`, { headers: { 'x-rekey-client-ip': '6.6.6.6' } })
  const inner = await answer.json()
  expect(inner).toMatchObject({ internal: true, 'x-rekey-client-ip': '127.0.0.1', ...ofNext })
  expect(inner['x-request-id']).toBe(answer.headers.get('x-request-id'))
})

test('no other client is taken for Next [B4]', async () => {
  const claims = { 'x-rekey-ourselves': 'true', 'x-rekey-client-ip': '6.6.6.6', 'x-request-id': 'forged' }
  const seen = await (await fetch(`${site.url}/inner`, { headers: claims })).json()
  expect(seen).toMatchObject({ 'x-rekey-client-ip': '127.0.0.1', internal: false })
  expect(seen['x-rekey-ourselves']).not.toBe('true')
  expect(seen['x-request-id']).not.toBe('forged')
})

test('headers that only this server and Next may set are removed from a client’s request first [B4]', async () => {
  const reserved = [
    'x-action-forwarded',
    'x-invocation-id',
    'x-matched-path',
    'x-middleware-prefetch',
    'x-middleware-set-cookie',
    'x-middleware-subrequest',
    'x-next-resume-state-length',
    'x-next-revalidated-tags',
    'x-now-route-matches',
    'x-prerender-revalidate',
    'x-rekey-client-address',
    'x-rekey-ourselves',
    'next-resume',
    'content-security-policy',
    'content-security-policy-report-only',
  ]
  const told = Object.fromEntries(reserved.map((name) => [name.toUpperCase(), 'forged']))
  const own = {
    'user-agent': 'curl/8',
    'next-action': 'x',
    'x-forwarded-for': '203.0.113.9',
    'x-request-id-of-mine': '1',
  }
  const seen = JSON.parse((await sendRequest(`${site.url}/inner`, { headers: { ...told, ...own } })).body)
  expect(Object.values(seen)).not.toContain('forged')
  expect(seen).toMatchObject(own)
})

test('requests by Next, here or for another instance, count as no proxy; a header from outside is warned about once [H7]', async () => {
  const lines = await warnings(async () => {
    await fetch(`${site.url}/outer`)
    await fetch(`${site.url}/inner`, { headers: { 'x-rekey-ourselves': 'of another', 'x-forwarded-for': '127.0.0.1' } })
  })
  expect(lines).toEqual([])
  const forwarded = { headers: { 'x-forwarded-for': '203.0.113.9' } }
  const told = await warnings(async () => {
    for (const path of ['/inner', '/inner']) await fetch(`${site.url}${path}`, forwarded)
  })
  expect(told).toEqual([expect.objectContaining({ event: 'proxy.untrusted' })])
})

test('each kind of misread IP address is warned about once, and never for a machine that connects directly', async () => {
  const ask = (path: string, forwarded?: string) =>
    fetch(`${site.url}${path}`, { headers: forwarded ? { 'x-forwarded-for': forwarded } : {} })
  const lines = await warnings(() =>
    withSettings({ TRUST_PROXY: '1' }, async () => {
      for (const path of ['/healthz', '/readyz', '/metrics', '/api/cron/dispatch', '/api/doctor']) await ask(path)
      for (const forwarded of ['203.0.113.7:17085', '[2001:db8::1]']) await ask('/inner', forwarded)
      const seen = await (await ask('/inner', 'unknown')).json()
      expect(seen['x-rekey-client-ip']).toBe('')
      for (const forwarded of ['unknown', '_hidden', undefined, undefined]) await ask('/inner', forwarded)
    }),
  )
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(line).toMatchObject({ event: 'proxy.unreadable' })
})

/** The warnings logged while `work` runs. */
async function warnings(work: () => Promise<unknown>): Promise<object[]> {
  const lines: object[] = []
  const logger = log()
  const warn = logger.warn
  logger.warn = ((line: object) => lines.push(line)) as typeof warn
  await work().finally(() => {
    logger.warn = warn
  })
  return lines
}
