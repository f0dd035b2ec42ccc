import { exchange, lines } from '../support/requests/raw-connection'
import { actions } from '../support/requests/routes-and-actions'
import { type Answer, sendRequest } from '../support/requests/send-request'
import { startSite } from '../support/servers/site'
import { expect, test } from '../support/test'

const forged = '6.6.6.6'
/** The headers that the server uses internally, sent by a client. */
const claims = {
  'x-request-id': 'forged-id',
  'x-rekey-client-ip': forged,
  'x-rekey-client-address': forged,
  'x-rekey-ourselves': 'true',
  'x-rekey-anything': 'forged-mark',
}
const asLines = Object.entries(claims).flatMap(([name, value]) => [
  `${name}: ${value}`,
  `${name.toUpperCase()}: ${value}`,
])
const ours = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** A failed login in raw bytes. It is logged with its IP address and request ID. */
function rawLogin(url: string) {
  const body = JSON.stringify({ email: 'nobody@example.com', password: 'no password of anybody' })
  const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n${asLines.join('\r\n')}\r\n\r\n`
  const headers = [...asLines, 'Content-Type: application/json', 'Transfer-Encoding: chunked', 'Trailer: X-Request-Id']
  return exchange(url, lines('POST /api/login HTTP/1.1', headers, chunked), { patienceMs: 2_000 })
}

test('the server’s internal headers are ignored from clients, from the first moment of a start [B4 H7]', async () => {
  const site = await startSite({ environment: { RATE_LIMITS: 'off', TRUST_PROXY: '0' } })
  let restarting = true
  const restarted = site.restart().finally(() => {
    restarting = false
  })
  const statuses = new Set<number>()
  const askOnce = async () => {
    const {
      text,
      statuses: [status],
    } = await rawLogin(site.url)
    if (!status) return
    statuses.add(status)
    expect(/^x-request-id: (.*)\r$/im.exec(text)?.[1]).toMatch(ours)
    expect(text).not.toMatch(/forged|6\.6\.6\.6/)
  }
  while (restarting) await Promise.all(Array.from({ length: 8 }, askOnce))
  await restarted
  await askOnce()
  // The requests must have arrived both during the start and after it, or nothing was tested.
  expect([...statuses].sort()).toEqual([401, 503])
  await expect.poll(() => site.log().some((line) => line.includes('"login.refused"'))).toBe(true)
  expect(site.log().filter((line) => /forged|6\.6\.6\.6/.test(line))).toEqual([])
  await site.stop()
})

test('Next’s internal headers are ignored from clients, on pages and in the API [B4 F10]', async ({ site }) => {
  const told = {
    'x-action-forwarded': '1',
    'x-middleware-prefetch': '1',
    'x-middleware-rewrite': '/account',
    'x-middleware-set-cookie': 'session=forged-mark',
    'x-middleware-subrequest': 'middleware:middleware',
    'x-matched-path': '/account',
    'x-now-route-matches': '1=account',
    'x-invocation-id': 'forged-mark',
    'x-prerender-revalidate': 'forged-mark',
    'x-next-revalidated-tags': 'forged-mark',
    'next-resume': '1',
    'content-security-policy': "script-src 'nonce-forged-mark='",
    'content-security-policy-report-only': "script-src 'nonce-forged-mark='",
  }
  const ask = (path: string, headers: object) => sendRequest(site.url + path, { headers: { ...headers } })
  for (const path of [
    '/login',
    '/login?x',
    '/nothing',
    '/_next/static/nothing',
    '/api/me',
    '/api/nothing',
    '/dev/mailbox/x',
  ]) {
    const [plain, claimed] = [await ask(path, {}), await ask(path, { ...claims, ...told })]
    expect([path, lasting(claimed)]).toEqual([path, lasting(plain)])
    expect(claimed.body).not.toContain('forged')
  }
  // Next forwards an action to the page that has it, whatever the client's headers say.
  const { id } = actions().find(({ name }) => name === 'logoutAction')!
  const act = (headers: object) => {
    const own = { origin: site.url, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }
    return sendRequest(`${site.url}/login?x`, { method: 'POST', body: '[]', headers: { ...own, ...headers } })
  }
  expect(lasting(await act(told))).toEqual(lasting(await act({})))
})

/** The parts of an answer that are the same each time. */
function lasting({ status, headers, body }: Answer) {
  const { date: _, 'x-request-id': __, 'content-security-policy': policy, ...rest } = headers
  const nonce = /'nonce-([^']+)'/.exec(String(policy))?.[1] ?? 'none'
  return {
    status,
    policy: String(policy).replaceAll(nonce, ''),
    rest,
    size: body.replaceAll(nonce, '').replace(/[0-9a-f-]{36}/g, '').length,
  }
}
