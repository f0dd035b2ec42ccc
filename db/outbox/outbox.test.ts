import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { logoutNotices } from '@/db/provider/login-tables'
import { claimDueNotices } from '@/db/provider/logout-notices'
import { emailLane, emails } from '@/db/schema'
import { atOnce } from '@/test/at-once'
import { statementsOf } from '@/test/database-statements'
import { expect, test } from '@/test/unit'
import {
  claimDueEmails,
  markEmailFailed,
  markEmailsSent,
  postponeEmail,
  type QueuedEmail,
  queueResetForAddress,
} from './outbox'

test.beforeEach(async () => {
  await query((db) => db.delete(emails))
})

test('five instances that claim 100 emails get each of them once, and never more than they requested [J4]', async () => {
  await queue(100)
  const claims = await atOnce(5, claimAll)
  const ids = claims.flat(2).map(({ id }) => id)
  expect(ids).toHaveLength(100)
  expect(new Set(ids).size).toBe(100)
  expect(Math.max(...claims.flat().map((claim) => claim.length))).toBeLessThanOrEqual(7)
})

test('five instances that claim at once share the due emails, and none gets nothing because of another [J4]', async () => {
  await queue(100)
  const claims = await atOnce(5, () => claimDueEmails(20, 60))
  expect(claims.map((claim) => claim.length)).toEqual([20, 20, 20, 20, 20])
  expect(new Set(claims.flat().map(({ id }) => id)).size).toBe(100)
})

test('a claim takes no more than requested, whatever plan the server chooses', async () => {
  // With statistics of a nearly empty table the server joins in loops, which would run a subquery more than once.
  await queue(1)
  await query((db) => db.execute(sql`analyze emails`))
  await queue(100)
  expect(await claimDueEmails(7, 60)).toHaveLength(7)
})

test('a claim takes the emails that have been due for longest', async () => {
  const [first, second, third] = await queue(3)
  await due(second!, -30)
  await due(first!, -20)
  await due(third!, -10)
  const claimed = await claimDueEmails(2, 60)
  expect(new Set(claimed.map(({ id }) => id))).toEqual(new Set([second!.id, first!.id]))
})

test('resets are claimed first, and each lane is independent of the other', async () => {
  await queue(30)
  await query((db) => db.update(emails).set({ nextAttemptAt: sql`now() - interval '1 hour'` }))
  await queueResetForAddress('ada@example.com', {})
  expect(await claimDueEmails(5, 60, 'others')).toHaveLength(5)
  expect(await claimDueEmails(5, 0, 'resets')).toMatchObject([{ kind: 'reset-password' }])
  expect(await claimDueEmails(1, 60)).toMatchObject([{ kind: 'reset-password' }])
})

test('while nothing is due, a lane only looks', async () => {
  const [later] = await queue(1)
  await due(later!, 60)
  await query((db) => db.delete(logoutNotices))
  for (const claim of [() => claimDueEmails(20, 60, 'others'), () => claimDueNotices(20)]) {
    const statements = await statementsOf(claim)
    expect(statements).toEqual([expect.stringMatching(/^select .* limit \$\d+$/)])
  }
})

test('the index serves a claim: a long queue of notices is not read for one reset', async () => {
  await query(async (db) => {
    const notices = sql`select gen_random_uuid(), 'new-device', 'a@example.com', now() - interval '1 hour'`
    const rows = sql`${notices} from generate_series(1, 20000)`
    await db.execute(sql`insert into emails (id, kind, recipient, next_attempt_at) ${rows}`)
    await db.execute(sql`analyze emails`)
    const plan = await db.execute(sql`explain (format json) select id from emails
      where status = 'queued' and next_attempt_at <= now() and ${emailLane(emails.kind)} = 0
      order by ${emailLane(emails.kind)}, next_attempt_at limit 10 for update skip locked`)
    expect(JSON.stringify(plan)).toContain('emails_lane_due')
    expect(JSON.stringify(plan)).toMatch(/Index Cond[^}]*CASE/)
    // Other tests of this database don't get over so long a queue.
    await db.delete(emails)
  })
})

test('a claimed email belongs to its claimer during the lease, and is due again after it [J4]', async () => {
  await queue(1)
  const [claimed] = await claimDueEmails(10, 60)
  expect(claimed).toMatchObject({ attempts: 1 })
  expect(await claimDueEmails(10, 60)).toEqual([])
  await secondsPass(30)
  expect(await claimDueEmails(10, 60)).toEqual([])
  await secondsPass(30)
  expect(await claimDueEmails(10, 60)).toMatchObject([{ id: claimed!.id, attempts: 2 }])
})

test('an instance that lost its lease does not postpone the work of the next one', async () => {
  await queue(1)
  const [lost] = await claimDueEmails(10, 0)
  const [holder] = await claimDueEmails(10, 60)
  await postponeEmail(lost!, 86_400, { lastError: 'too late' })
  expect(await find(holder!)).toMatchObject({ lastError: null, nextAttemptAt: holder!.nextAttemptAt })
})

test('a sent or failed email is not claimed again', async () => {
  const [sent, failed] = await queue(2)
  await markEmailsSent([{ id: sent!.id, providerId: 'provider-7' }])
  await markEmailFailed(failed!, { lastError: 'nobody there' })
  expect(await claimDueEmails(10, 60)).toEqual([])
  expect(await find(sent!)).toMatchObject({ status: 'sent', providerId: 'provider-7', sentAt: expect.any(Date) })
  expect(await find(failed!)).toMatchObject({ status: 'failed', lastError: 'nobody there', sentAt: null })
})

test('of many emails recorded together each keeps its own receipt, and no other email is changed', async () => {
  const emails = await queue(4)
  const [one, other, plain, left] = emails
  await postponeEmail((await claimDueEmails(10, 60)).find(({ id }) => id === plain!.id)!, 60, {
    lastError: 'busy',
    serverReply: '421 busy',
  })
  const receipts = [
    { id: one!.id, providerId: 'one', serverReply: '250 "quoted", {as} it is' },
    { id: other!.id, providerId: 'other' },
    { id: plain!.id },
  ]
  await markEmailsSent(receipts)
  expect(await find(one!)).toMatchObject({ status: 'sent', providerId: 'one', serverReply: receipts[0]!.serverReply })
  expect(await find(other!)).toMatchObject({ status: 'sent', providerId: 'other', serverReply: null })
  const kept = { status: 'sent', lastError: null, providerId: null, serverReply: '421 busy' }
  expect(await find(plain!)).toMatchObject(kept)
  expect(await find(left!)).toMatchObject({ status: 'queued', sentAt: null })
})

test('a sent email is not postponed by another instance that tried it too', async () => {
  await queue(1)
  const [claimed] = await claimDueEmails(1, 60)
  await markEmailsSent([{ id: claimed!.id }])
  await postponeEmail(claimed!, 60, { lastError: 'too late' })
  expect(await find(claimed!)).toMatchObject({ status: 'sent', lastError: null })
})

async function claimAll(): Promise<QueuedEmail[][]> {
  const claims: QueuedEmail[][] = []
  while (claims.length < 100) {
    const claim = await claimDueEmails(7, 60)
    if (claim.length === 0) break
    claims.push(claim)
  }
  return claims
}

function queue(count: number): Promise<QueuedEmail[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    kind: 'welcome' as const,
    recipient: `ada.${index}@example.com`,
  }))
  return query((db) => db.insert(emails).values(rows).returning())
}

async function due({ id }: QueuedEmail, seconds: number): Promise<void> {
  const nextAttemptAt = sql`now() + make_interval(secs => ${seconds})`
  await query((db) => db.update(emails).set({ nextAttemptAt }).where(eq(emails.id, id)))
}

/** Moves the clock on for all emails, by moving them into the past. */
async function secondsPass(seconds: number): Promise<void> {
  const nextAttemptAt = sql`${emails.nextAttemptAt} - make_interval(secs => ${seconds})`
  await query((db) => db.update(emails).set({ nextAttemptAt }))
}

async function find({ id }: QueuedEmail): Promise<QueuedEmail | undefined> {
  const [row] = await query((db) => db.select().from(emails).where(eq(emails.id, id)))
  return row
}
