import { eq, sql } from 'drizzle-orm'
import { someone } from '@/e2e/support/someone'
import { expect, test } from '@/e2e/support/unit'
import { query } from './client'
import { purge } from './purge'
import { emails, passwordResets, sessions } from './schema'

test('what has had its time is forgotten, and what is alive or unsent stays [G8]', async () => {
  const { id: userId } = await someone()
  const days = (count: number) => sql`now() - make_interval(days => ${count})`
  const session = { userId, kind: 'api' } as const
  const mail = { userId, kind: 'reset-password', recipient: 'a@example.com' } as const
  await query(async (db) => {
    await db.insert(sessions).values([
      { ...session, tokenHash: `${userId}-dead`, expiresAt: days(1) },
      { ...session, tokenHash: `${userId}-alive`, expiresAt: days(-1) },
    ])
    await db.insert(passwordResets).values([31, 29].map((age) => ({ userId, expiresAt: days(age) })))
    await db.insert(emails).values([
      { ...mail, status: 'sent', createdAt: days(31) },
      { ...mail, status: 'failed', createdAt: days(31) },
      { ...mail, status: 'queued', createdAt: days(31), nextAttemptAt: days(-1) },
      { ...mail, status: 'sent', createdAt: days(29) },
    ])
  })
  await purge(30)
  await query(async (db) => {
    const left = await db.select({ tokenHash: sessions.tokenHash }).from(sessions).where(eq(sessions.userId, userId))
    expect(left).toEqual([{ tokenHash: `${userId}-alive` }])
    expect(await db.$count(passwordResets, eq(passwordResets.userId, userId))).toBe(1)
    const mails = await db.select({ status: emails.status }).from(emails).where(eq(emails.userId, userId))
    // Their welcome mail waits too.
    expect(mails.map(({ status }) => status).sort()).toEqual(['queued', 'queued', 'sent'])
  })
})
