import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { aCaller } from '@/test/accounts/callers'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { register } from './register'

test('an email that is registered again gets the next email after a minute, and at most five an hour [C5]', async () => {
  const person = aPerson()
  await withSettings({ REGISTRATION: 'confirm', RATE_LIMITS: 'on', PASSWORD_HASH: 'argon2id' }, async () => {
    for (let time = 0; time < 8; time++) {
      const again = { ...person, phone_number: aPerson().phone_number }
      expect(await register(again, aCaller())).toMatchObject({ ok: true })
    }
  })
  const seconds = sql<number>`extract(epoch from ${emails.nextAttemptAt} - ${emails.createdAt})::float8`
  const queued = await query((db) =>
    db.select({ seconds }).from(emails).where(eq(emails.recipient, person.email)).orderBy(emails.id),
  )
  const [first, ...others] = queued.map((email) => email.seconds)
  expect(first).toBe(0)
  expect(others).toHaveLength(4)
  for (const wait of others) expect(wait).toBeGreaterThan(30)
})
