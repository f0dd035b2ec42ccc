import { text } from 'node:stream/consumers'
import { exchange, lines } from '@/e2e/support/requests/raw-connection'
import { sendRequest } from '@/e2e/support/requests/send-request'
import { exchangeOf } from '@/server/exchanges'
import { identify } from '@/server/steps/identify'
import { type Served, serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { readForm } from './read-form'

const type = 'multipart/form-data; boundary=x'
const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const byId = (value: string) => `${part('$ACTION_ID_known', '')}${part('email', value)}--x--\r\n`

let site: Served
test.beforeAll(async () => {
  const posted = (request: Parameters<typeof exchangeOf>[0]) => {
    exchangeOf(request)!.posted = true
    return false
  }
  site = await serve([identify, posted, readForm((id) => id === 'known')], async (request, response) => {
    response.end(await text(request))
  })
})
test.afterAll(() => site.stop())

const post = (body: string, headers: Record<string, string | undefined> = {}) =>
  sendRequest(site.url, { method: 'POST', headers: { 'content-type': type, ...headers }, body })

test('a form of ours reaches Next unchanged, byte for byte, however it is sent [F10]', async () => {
  for (const body of [byId('a@b.co'), byId('ü\r\n--y\r\n'), byId('x'.repeat(15_000))]) {
    expect(await post(body)).toMatchObject({ status: 200, body })
    const chunked = { 'content-length': undefined, 'transfer-encoding': 'chunked' }
    expect(await post(body, chunked)).toMatchObject({ status: 200, body })
  }
  const byScript = `${part('_1_email', 'a@b.co')}${part('0', '[{"errors":{"email":["$$x"]},"values":{}},"$K1"]')}--x--\r\n`
  expect(await post(byScript, { 'next-action': 'known' })).toMatchObject({ status: 200, body: byScript })
  const plain = { 'content-type': 'text/plain;charset=UTF-8', 'next-action': 'known' }
  expect(await post('[]', plain)).toMatchObject({ status: 200, body: '[]' })
})

test('a form that none of our pages sends is refused [F10]', async () => {
  const twice = `${part('$ACTION_ID_known', '')}${byId('a@b.co')}`
  for (const body of [twice, byId('x').replace('known', 'other'), `x${byId('x')}`, byId('x').slice(0, -4), ''])
    expect((await post(body)).status).toBe(400)
})

test('the sender of a form from another build learns that the page is out of date', async () => {
  const before = 'a0'.repeat(21)
  const called = (action: string) => post(`${part('0', '["$K1"]')}--x--\r\n`, { 'next-action': action })
  const byScript = await called(before)
  expect([byScript.status, byScript.body]).toEqual([409, 'page-outdated: This page is out of date. Please reload it.'])
  const without = await post(byId('x').replace('known', before), { accept: 'text/html' })
  expect(without.status).toBe(409)
  expect(without.body).toContain('<h1>This page is out of date</h1>')
  expect(without.body).toContain('<a class="button" href="/">Reload the page</a>')
  expect((await called('x')).status).toBe(400)
})

test('a form that is too long is refused while it arrives, and one that breaks off blocks nothing [A12]', async () => {
  expect((await post(byId('x'.repeat(17_000)))).status).toBe(413)
  const endless = { 'content-length': undefined, 'transfer-encoding': 'chunked' }
  expect((await post(byId('x'.repeat(300_000)), endless)).status).toBe(413)
  const head = lines('POST / HTTP/1.1', [`Content-Type: ${type}`, 'Content-Length: 900'], '--x\r\nCont')
  expect((await exchange(site.url, head, { patienceMs: 200 })).statuses).toEqual([])
  expect((await post(byId('a@b.co'))).status).toBe(200)
})
