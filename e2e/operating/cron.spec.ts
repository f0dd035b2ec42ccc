import { registerQuickly } from '../support/steps/open-account'
import { expect, test } from '../support/test'

const CRON_SECRET = 'canary-cron-secret-0451'

test.use({ environment: { DISPATCHER: 'off', CRON_SECRET } })

test('without a dispatcher, emails are sent when the scheduler of the platform calls, and not before', async ({
  request,
  person,
  mailbox,
  site,
}) => {
  await registerQuickly(request, person)
  expect((await request.post('/api/cron/dispatch')).status()).toBe(401)
  const headers = { authorization: `Bearer ${CRON_SECRET}` }
  const first = await request.post('/api/cron/dispatch', { headers })
  expect(await first.json()).toEqual({ sent: 1, postponed: 0, failed: 0, left: 0 })
  expect(mailbox.sentTo(person.email, { subject: /welcome/i })).toHaveLength(1)
  const again = await request.get('/api/cron/dispatch', { headers })
  expect([await again.json(), again.headers()['cache-control']]).toEqual([
    { sent: 0, postponed: 0, failed: 0, left: 0 },
    'no-store',
  ])
  expect(site.log().filter((line) => line.includes('"dispatcher.off"'))).toHaveLength(1)
  expect(site.log().join('\n')).not.toContain(CRON_SECRET)
})
