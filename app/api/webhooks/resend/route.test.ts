import { signed, webhookSecret } from '@/e2e/support/servers/resend-webhooks'
import type { Webhook } from '@/emails/transport/resend-webhook'
import { accountOf } from '@/test/accounts/account-now'
import { jsonDoor, type Method } from '@/test/doors/json-door'
import { newestEmail } from '@/test/emails/composed-emails'
import { saidOf } from '@/test/emails/resend-events'
import { somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import * as routes from './route'

const door = jsonDoor('/api/webhooks/resend', routes)
const methods: Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const whereOn = <T>(work: () => Promise<T>) => withSettings({ RESEND_WEBHOOK_SECRET: webhookSecret }, work)
const sent = ({ payload, id, timestamp, signature }: Webhook) => ({
  body: payload,
  headers: { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature },
})

test('a webhook signed by Resend is accepted, and an altered one is not', async () => {
  const user = await somebodyVerified()
  const webhook = signed(JSON.stringify(saidOf(await newestEmail('welcome', user)), undefined, 2))
  await whereOn(async () => {
    // The same JSON in other bytes than those that were signed.
    const altered = { ...sent(webhook), body: JSON.stringify(JSON.parse(webhook.payload)) }
    for (const wrong of [altered, { body: webhook.payload }]) {
      const { status, body } = await door.send('POST', wrong)
      expect([status, body.code]).toEqual([400, 'bad-signature'])
    }
    expect((await accountOf(user)).emailUnreachableAt).toBeNull()
    const { status, body } = await door.send('POST', sent(webhook))
    expect([status, body]).toEqual([200, { message: 'Event recorded.' }])
  })
  expect((await accountOf(user)).emailUnreachableAt).not.toBeNull()
})

test('more than 16 KiB are not read [A12]', async () => {
  const webhook = signed({ type: 'email.sent', data: { subject: 'x'.repeat(16_384) } })
  const { status, body } = await whereOn(() => door.send('POST', sent(webhook)))
  expect([status, body.code]).toEqual([413, 'too-large'])
})

test('no other method is supported, and without RESEND_WEBHOOK_SECRET none at all [H5, L1]', async () => {
  for (const method of methods) {
    const off = await door.send(method, method === 'GET' ? {} : sent(signed({})))
    expect([method, off.status, off.body.code]).toEqual([method, 404, 'not-found'])
    if (method === 'POST') continue
    const { status, headers } = await whereOn(() => door.send(method))
    expect([method, status, headers.get('allow')]).toEqual([method, 405, 'POST'])
  }
})
