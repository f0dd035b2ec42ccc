import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { readDevMailbox } from '@/emails/transport/dev-mailbox'
import { someone } from '@/test/accounts/someone'
import { jsonDoor, type Method } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import * as routes from './route'

const CRON_SECRET = 'canary-cron-secret-0451'
const authorization = `Bearer ${CRON_SECRET}`
const door = jsonDoor('/api/cron/dispatch', routes)
const methods: Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const whereOn = <T>(work: () => Promise<T>) => withSettings({ CRON_SECRET }, work)

for (const method of ['POST', 'GET'] as const) {
  test(`${method} with the secret sends due emails and reports how many`, async () => {
    await query((db) => db.delete(emails))
    const { email } = await someone({ passwordHash: 'old' })
    const { status, body } = await whereOn(() => door.send(method, { headers: { authorization } }))
    expect([status, body]).toEqual([200, { sent: 1, postponed: 0, failed: 0, left: 0 }])
    expect((await readDevMailbox()).filter(({ to }) => to === email)).toHaveLength(1)
  })
}

test('a request without the secret sends nothing', async () => {
  await query((db) => db.delete(emails))
  const { email } = await someone({ passwordHash: 'old' })
  const guesses = [
    '',
    CRON_SECRET,
    `Bearer ${CRON_SECRET}x`,
    `Bearer ${CRON_SECRET.slice(1)}`,
    'Bearer ',
    'Bearer undefined',
  ]
  await whereOn(async () => {
    for (const guess of guesses) {
      const headers: Record<string, string> = guess ? { authorization: guess } : {}
      const { status, body, headers: said } = await door.send('POST', { headers })
      expect([status, body.code, said.get('www-authenticate')]).toEqual([401, 'unauthenticated', 'Bearer'])
    }
  })
  expect((await readDevMailbox()).filter(({ to }) => to === email)).toEqual([])
})

test('no other method is supported, and without CRON_SECRET none at all [H5, L1]', async () => {
  for (const method of methods) {
    const off = await door.send(method, { headers: { authorization: 'Bearer undefined' } })
    expect([method, off.status, off.body.code]).toEqual([method, 404, 'not-found'])
    if (method === 'GET' || method === 'POST') continue
    const { status, headers } = await whereOn(() => door.send(method, { headers: { authorization } }))
    expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD, POST'])
  }
})
