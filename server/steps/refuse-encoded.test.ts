import { sendRequest } from '@/e2e/support/requests/send-request'
import { type Served, serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { identify } from './identify'
import { refuseEncoded } from './refuse-encoded'

let site: Served
test.beforeAll(async () => {
  site = await serve([identify, refuseEncoded], (_, response) => response.end('taken'))
})
test.afterAll(() => site.stop())

test('a body that is compressed, or claims to be, is refused everywhere, and the answer names what is accepted [B14]', async () => {
  const forms = { 'content-type': 'multipart/form-data; boundary=x', origin: 'http://localhost:3000' }
  for (const [path, headers] of [
    ['/api/login', { 'content-type': 'application/json' }],
    ['/login', { 'content-type': 'application/json' }],
    ['/login', forms],
    ['/login', { ...forms, 'next-action': 'x' }],
    ['/api/webhooks/resend', {}],
  ] as const) {
    for (const encoding of ['gzip', 'br', 'x-gzip', 'identity, gzip', 'aes128gcm', 'nonsense']) {
      for (const method of ['POST', 'PATCH', 'DELETE']) {
        const sent = { ...headers, 'content-encoding': encoding }
        const answer = await sendRequest(site.url + path, { method, headers: sent, body: '{}' })
        expect([path, encoding, answer.status]).toEqual([path, encoding, 415])
        expect(answer.headers['accept-encoding']).toBe('identity')
        expect(answer.body).toMatch(/encoded-body|without a content encoding/)
      }
    }
  }
})

test('a body with the encoding identity is accepted, and so is a request without a body', async () => {
  for (const encoding of ['identity', 'Identity', 'identity, identity', ''])
    expect((await send('POST', encoding)).body).toBe('taken')
  for (const method of ['GET', 'HEAD']) expect((await send(method, 'gzip')).status).toBe(200)
})

const send = (method: string, encoding: string) =>
  sendRequest(`${site.url}/api/login`, { method, headers: { 'content-encoding': encoding } })
