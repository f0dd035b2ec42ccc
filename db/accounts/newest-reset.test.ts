import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { openPasswordReset } from './password-resets'

test('of two reset emails the one requested last counts, even if the clock behind its ID is slow [C7]', async () => {
  const user = await someone()
  const fast = await ask('019ffff0-0000-7000-8000-000000000001', 10)
  const slow = await ask('019cc45f-5b0c-7000-8000-000000000001', 0)
  expect(await openPasswordReset(fast, 60)).toHaveProperty('reset')
  expect(await openPasswordReset(slow, 60)).toHaveProperty('reset')
  expect(await openPasswordReset(fast, 60)).toBe('superseded')

  async function ask(start: string, secondsAgo: number) {
    const id = start.slice(0, 24) + user.id.slice(24)
    const createdAt = sql`now() - make_interval(secs => ${secondsAgo})`
    await query((db) =>
      db.insert(emails).values({ id, kind: 'reset-password', recipient: user.emailCanonical, createdAt }),
    )
    const [email] = await query((db) => db.select().from(emails).where(eq(emails.id, id)))
    return email!
  }
})
