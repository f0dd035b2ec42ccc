import { setTimeout as pause } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import type { User } from '@/db/accounts/users'
import { connection, query } from '@/db/connection/client'
import { passwordResets, sessions, users } from '@/db/schema'
import { someone } from '@/test/accounts/someone'
import { atOnce, rounds } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { startSession } from './start-session'

const ROUNDS = 60

test('a login that began before a reset leaves no session behind [D6r, A14]', async () => {
  let before = 0
  for (const round of rounds(ROUNDS)) {
    const user = await someone({ passwordHash: 'old' })
    const link = await openLink(user)
    // Some logins come before the reset, some after it, and some during it.
    const place = round % 8
    const started = await atOnce(9, async (index) =>
      index === place ? Boolean(await spendPasswordReset(link, 'new', {})) : login(user, `${user.id}/${index}`),
    )
    expect(started[place]).toBe(true)
    before += started.filter(Boolean).length - 1
    const left = await query((db) => db.select().from(sessions).where(eq(sessions.userId, user.id)))
    expect(left).toEqual([])
  }
  // Otherwise the reset always came first, and nothing was tested.
  expect(before).toBeGreaterThan(0)
})

test('a login during a reset waits for its end, and starts no session [D6r]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { db } = await connection()
  let starting: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash: 'new' }).where(eq(users.id, user.id))
    starting = login(user, user.id)
    await pause(100)
  })
  expect(await starting).toBe(false)
})

test('no session starts with a hash that has been replaced', async () => {
  const user = await someone({ passwordHash: 'old' })
  await query((db) => db.update(users).set({ passwordHash: 'new' }).where(eq(users.id, user.id)))
  expect(await login(user, user.id)).toBe(false)
})

function login(user: User, tokenHash: string) {
  return startSession({ userId: user.id, tokenHash, kind: 'browser', lifetimeDays: 30 }, { checkedHash: 'old' }, {})
}

async function openLink({ id: userId }: User): Promise<string> {
  const expiresAt = sql`now() + interval '1 hour'`
  const [row] = await query((db) => db.insert(passwordResets).values({ userId, expiresAt }).returning())
  return row!.id
}
