import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { connection } from '@/db/connection/client'
import { users } from '@/db/schema'
import { startSession } from '@/db/sessions/start-session'
import { onPostgres } from '@/e2e/support/needs'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { atOnce, rounds } from '@/test/at-once'
import { aLink } from '@/test/links/a-link'
import { sweepOnce } from '@/test/sweep-once'
import { expect, test } from '@/test/unit'
import { requestDeletion } from './account-deletion'
import type { User } from './users'

const origin = { ip: '203.0.113.9', userAgent: 'tests' }
const keep = { links: 30, registrations: 7, mails: 90, events: 400 }
const aMember = () => someone({ passwordHash: 'old', verified: true })
const ask = ({ id: userId }: User, checkedHash = 'old') =>
  requestDeletion({ userId, checkedHash, afterDays: 14 }, origin)

test('a deletion request ends every session and every open link, except those that restore the account [F5]', async () => {
  const [user, bystander] = [await aMember(), await aMember()]
  await aLink('undo-email', user)
  for (const purpose of ['password-reset', 'confirm-email'] as const) await aLink(purpose, user)
  for (const account of [user, bystander]) await loggedIn(account)
  const theirs = await rowsOf(bystander)
  const dueAt = await ask(user)
  const after = await rowsOf(user)
  expect(after.user?.deletionDueAt).toEqual(dueAt)
  expect(after.sessions).toEqual([])
  const open = <T extends { usedAt: unknown; replacedAt: unknown }>(links: T[]) =>
    links.filter(({ usedAt, replacedAt }) => !usedAt && !replacedAt)
  for (const links of [after.resets, after.changes, after.verifications]) expect(open(links)).toEqual([])
  expect(open(after.undos)).toHaveLength(1)
  expect(open(after.notMeLinks).map(({ id }) => id)).toContain(after.mails.at(-1)?.data.disavowal_id)
  expect(after.events.at(-1)).toMatchObject({ type: 'account-deletion-requested', ...origin })
  expect(await rowsOf(bystander)).toEqual(theirs)
})

test('a deletion request with a password changed since, or for a disabled account, changes nothing', async () => {
  const [changed, disabled] = [await aMember(), await aMember()]
  await disable(disabled)
  for (const [user, hash] of [
    [changed, 'older'],
    [disabled, 'old'],
  ] as const) {
    const before = await rowsOf(user)
    expect(await ask(user, hash)).toBeUndefined()
    expect(await rowsOf(user)).toEqual(before)
  }
})

test('a login that read the account before the deletion request leaves no session on it', async () => {
  const user = await aMember()
  await ask(user)
  const before = await rowsOf(user)
  expect(await start(user, false)).toBe(false)
  expect(await rowsOf(user)).toEqual(before)
})

test('after a deletion request and logins at once, the account either waits without a session or lives with one', async () => {
  for (const round of rounds(30)) {
    const user = await aMember()
    const place = round % 6
    await atOnce<unknown>(6, (index) => (index === place ? ask(user) : start(user, false)))
    const { user: after, sessions } = await rowsOf(user)
    expect(after?.deletionDueAt && sessions.length > 0).toBeFalsy()
  }
})

test('after logins and the sweep at once, the account is either restored or deleted, never half of it', async () => {
  const ends = { restored: 0, gone: 0 }
  // Near the time that the logins take, so that the account becomes due between them.
  let seconds = 0.008
  for (const round of rounds(20)) {
    const user = await aMember()
    const place = round % 6
    await changeAccount(user, { deletionDueAt: sql`clock_timestamp() + make_interval(secs => ${seconds})` })
    const done = await atOnce<unknown>(6, (index) => (index === place ? sweepOnce(keep) : start(user, true)))
    const started = done.filter((result) => result === true).length
    const after = await rowsOf(user)
    expect(after.sessions).toHaveLength(started)
    if (started > 0) expect(after.user).toMatchObject({ deletionDueAt: null })
    else if (!after.user) expect(Object.values(after).flat().filter(Boolean)).toEqual([])
    ends[started > 0 ? 'restored' : 'gone'] += 1
    seconds *= started > 0 ? 0.5 : 4
  }
  expect(ends.restored).toBeGreaterThan(0)
})

// The embedded database has only one connection, so nothing runs at the same time as a transaction.
test('the sweep skips an account that a login is restoring', { tag: onPostgres }, async () => {
  const user = await aMember()
  await changeAccount(user, { deletionDueAt: sql`now() - interval '1 second'` })
  const { db } = await connection()
  let sweeping: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    await tx.update(users).set({ deletionDueAt: null }).where(sql`${users.id} = ${user.id}`)
    sweeping = sweepOnce(keep)
    await pause(300)
  })
  await sweeping
  expect(await accountOf(user)).toMatchObject({ deletionDueAt: null })
})

let count = 0

function start({ id: userId }: User, recovers: boolean) {
  const tokenHash = `${userId}/${count++}`
  return startSession({ userId, tokenHash, kind: 'browser', lifetimeDays: 30, recovers }, { checkedHash: 'old' }, {})
}
