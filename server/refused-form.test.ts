import type { IncomingMessage } from 'node:http'
import { sendRequest } from '@/e2e/support/requests/send-request'
import { log } from '@/lib/log'
import { serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { logRefusedForm } from './refused-form'
import { identify } from './steps/identify'
import { refuseEncoded } from './steps/refuse-encoded'
import { refuseUnreadable } from './steps/refuse-unreadable'

test('each refused form is one line in the log, and a flood is summed up in one more line', async () => {
  const lines: object[] = []
  const { info } = log()
  // What else this process logs meanwhile does not count.
  log().info = ((line: { event: string }) => line.event === 'form.refused' && lines.push(line)) as never
  const headers = { 'x-request-id': 'one', origin: `https://www.${'x'.repeat(999)}` }
  const request = { url: '/login?x', headers } as unknown as IncomingMessage
  const flood = async () => {
    lines.length = 0
    for (let i = 0; i < 50; i++) logRefusedForm(request, 'form.refused', 'cross-site')
    await expect.poll(() => lines.some((line) => 'more' in line), { intervals: [20] }).toBe(true)
  }
  // The first ends the second that another test may have begun.
  await flood()
  await flood()
  log().info = info
  expect(lines).toHaveLength(21)
  const origins = { origin: headers.origin.slice(0, 300), expected: 'http://localhost:3000' }
  expect(lines[0]).toEqual({ event: 'form.refused', path: '/login', request: 'one', code: 'cross-site', ...origins })
  expect(lines[20]).toEqual({ event: 'form.refused', more: 30 })
})

test('a form refused by an early step is logged too, and a request of an API client is not', async () => {
  const lines: object[] = []
  const { info } = log()
  log().info = ((line: object) => lines.push(line)) as never
  const site = await serve([identify, refuseUnreadable, refuseEncoded], (_, response) => response.end())
  const post = (path: string, headers: Record<string, string>) =>
    sendRequest(site.url + path, { method: 'POST', headers, body: 'x' })
  const form = { accept: 'text/html', 'content-type': 'multipart/form-data; boundary=x' }
  await post('/api/login', { 'content-encoding': 'gzip' })
  await post('/%ff', {})
  await post('/login', { ...form, 'content-encoding': 'gzip' })
  await post('/%ff', form)
  site.stop()
  log().info = info
  expect(lines).toMatchObject([
    { event: 'form.refused', path: '/login', code: 'encoded-body' },
    { event: 'form.refused', path: '/%ff', code: 'malformed-request' },
  ])
})
