import { sendRequest } from '@/e2e/support/requests/send-request'
import type { Step } from '@/server/pipeline'
import { serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { leadToAppUrl } from './lead-to-app-url'

/** Stands in for a device beside this machine. */
const fromPhone: Step = ({ socket }) => {
  Object.defineProperty(socket, 'remoteAddress', { value: '::ffff:192.168.1.20' })
  return false
}

async function open(host: string, { steps = [leadToAppUrl], path = '/login?next=%2Faccount', appUrl = '' } = {}) {
  const site = await serve(steps, (_, response) => response.end('page'))
  const ask = () => sendRequest(site.url + path, { headers: { host } })
  const { status, headers, body } = await (appUrl ? withSettings({ APP_URL: appUrl }, ask) : ask())
  site.stop()
  return { status, location: headers.location, body }
}

test('in development, only a page opened under another name is redirected to APP_URL', async () => {
  for (const host of ['127.0.0.1:3000', '192.168.1.5:3000', 'desk.local:3000', 'www.example.com']) {
    expect(await open(host)).toMatchObject({ status: 307, location: 'http://localhost:3000/login?next=%2Faccount' })
  }
  expect(await open('localhost:3000')).toMatchObject({ status: 200, body: 'page' })
  for (const path of ['/api/me', '/_next/static/x.js', '/healthz']) {
    expect(await open('127.0.0.1:3000', { path })).toMatchObject({ status: 200 })
  }
})

test('the dev mailbox is shown under the name of APP_URL alone, so that a name that resolves to this machine cannot read it', async () => {
  for (const path of ['/api/dev/mailbox', '/dev/mailbox', '/dev/mailbox/019cc45f'])
    for (const host of ['evil.example', 'evil.example:3000'])
      expect(await open(host, { path })).toMatchObject({ status: 307, location: `http://localhost:3000${path}` })
  const afar = await open('192.168.1.5:3000', { path: '/api/dev/mailbox', steps: [fromPhone, leadToAppUrl] })
  expect(afar.status).toBe(421)
  expect(await open('localhost:3000', { path: '/api/dev/mailbox' })).toMatchObject({ status: 200 })
})

test('a phone that opens a development server on localhost learns how to start it, and is redirected where possible', async () => {
  const steps = [fromPhone, leadToAppUrl]
  const told = await open('192.168.1.5:3000', { steps })
  expect(told.status).toBe(421)
  expect(told.body).toContain('APP_URL=http://192.168.1.5:3000 npm run dev')
  const appUrl = 'http://192.168.1.5:3000'
  expect(await open('desk.local:3000', { steps, appUrl })).toMatchObject({
    status: 307,
    location: `${appUrl}/login?next=%2Faccount`,
  })
  expect((await open('"><script>', { steps })).body).not.toContain('<script>')
})
