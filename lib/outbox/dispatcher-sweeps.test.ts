import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails, events, sessions } from '@/db/schema'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { runDispatcher } from './dispatcher'

test('the dispatcher sweeps as soon as it runs, in parallel with sending [G8]', async () => {
  const user = await someone({ passwordHash: 'old' })
  await loggedIn(user)
  const expiresAt = sql`now() - interval '1 second'`
  await query((db) => db.update(sessions).set({ expiresAt }).where(eq(sessions.userId, user.id)))
  const stop = new AbortController()
  const running = runDispatcher(stop.signal)
  await expect.poll(() => query((db) => db.$count(sessions, eq(sessions.userId, user.id))), { intervals: [20] }).toBe(0)
  stop.abort()
  await running
})

test('the dispatcher finishes a running sweep before it stops [J5]', async () => {
  const user = await someone({ passwordHash: 'old' })
  // Enough for several batches.
  const oldId = sql`overlay(gen_random_uuid()::text placing '017' from 1)::uuid`
  const old = sql`select ${oldId}, ${user.id}::uuid, 'logged-in', now() - interval '401 days'`
  const rows = sql`${old} from generate_series(1, 3000)`
  await query((db) => db.execute(sql`insert into events (id, user_id, type, at) ${rows}`))
  // Nothing to send, which would take time as well.
  await query((db) => db.delete(emails))
  const stop = new AbortController()
  const running = runDispatcher(stop.signal)
  stop.abort()
  await running
  // The one left is that of the registration.
  expect(await query((db) => db.$count(events, eq(events.userId, user.id)))).toBe(1)
})
