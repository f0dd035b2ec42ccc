import { undoEmailChange } from '@/db/accounts/email/email-changes'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import type { User } from '@/db/accounts/users'
import { removePasskey } from '@/db/factors/own-passkeys'
import { race } from '@/e2e/support/needs'
import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { atOnce, rounds } from '@/test/at-once'
import { aLink } from '@/test/links/a-link'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { deleteOtherSessions, deleteSession } from './revoke-sessions'

const origin = { ip: '203.0.113.9', userAgent: 'tests' }
const aMember = () => someone({ passwordHash: 'old' })

test('one session ends and no other, with one event that has the number [F8]', async () => {
  const user = await aMember()
  const [one, ...others] = await sessionsFor(user, 3)
  expect(await deleteSession(user.id, one!, origin)).toBe(true)
  const after = await rowsOf(user)
  expect(after.sessions.map(({ id }) => id)).toEqual(others)
  expect(after.events.at(-1)).toMatchObject({ type: 'sessions-revoked', details: { count: '1' }, ...origin })
})

test('all sessions except one end, with one event that has their number [F8]', async () => {
  const user = await aMember()
  const [kept] = await sessionsFor(user, 4)
  expect(await deleteOtherSessions(user.id, kept!, origin)).toBe(3)
  const after = await rowsOf(user)
  expect(after.sessions.map(({ id }) => id)).toEqual([kept])
  expect(after.events.at(-1)).toMatchObject({ type: 'sessions-revoked', details: { count: '3' }, ...origin })
})

test('no session of another account ends, whatever ID is given [F8]', async () => {
  const [user, other] = [await aMember(), await aMember()]
  const [[mine], [theirs]] = [await sessionsFor(user, 1), await sessionsFor(other, 2)]
  const before = [await rowsOf(user), await rowsOf(other)]
  expect(await deleteSession(user.id, theirs!, origin)).toBe(false)
  expect(await deleteOtherSessions(user.id, mine!, origin)).toBe(0)
  expect([await rowsOf(user), await rowsOf(other)]).toEqual(before)
})

test('if there is no session to end, there is no event', async () => {
  const user = await aMember()
  const [one] = await sessionsFor(user, 1)
  await deleteSession(user.id, one!, origin)
  const before = await rowsOf(user)
  expect(await deleteSession(user.id, one!, origin)).toBe(false)
  expect(await deleteOtherSessions(user.id, one!, origin)).toBe(0)
  expect(await rowsOf(user)).toEqual(before)
})

test('of 20 calls that end one session at once exactly one succeeds and has an event', async () => {
  const user = await aMember()
  const [one] = await sessionsFor(user, 2)
  const ended = await atOnce(20, () => deleteSession(user.id, one!, {}))
  expect(ended.filter(Boolean)).toHaveLength(1)
  const { events } = await rowsOf(user)
  expect(events.filter(({ type }) => type === 'sessions-revoked')).toHaveLength(1)
})

test('20 calls that end all other sessions at once count each session once', async () => {
  const user = await aMember()
  const [kept] = await sessionsFor(user, 7)
  const counts = await atOnce(20, () => deleteOtherSessions(user.id, kept!, {}))
  expect(counts.reduce((sum, count) => sum + count)).toBe(6)
})

test('revocations never deadlock with operations that lock the whole account', async () => {
  for (const round of rounds(20)) {
    const user = await aMember()
    const [undo, reset] = [await aLink('undo-email', user), await aResetLink(user)]
    const ids = await sessionsFor(user, 6)
    const [kept, ...others] = ids
    const attempts = [
      ...others.map((id) => () => deleteSession(user.id, id, {})),
      () => (round % 2 ? undoEmailChange(undo.id, {}) : spendPasswordReset(reset.id, 'another hash', {})),
      () => deleteOtherSessions(user.id, kept!, {}),
    ]
    const done = await atOnce<unknown>(attempts.length, (index) => attempts[index]!())
    expect(done[others.length]).toMatchObject({ id: user.id })
    expect((await rowsOf(user)).sessions).toEqual([])
  }
})

test('revocations never deadlock with a change that ends all sessions but its own', { tag: race }, async () => {
  for (const round of rounds(20)) {
    const user = await aMember()
    const ids = await sessionsFor(user, 8)
    const { id } = await aPasskeyOf(user)
    const own = { userId: user.id, sessionId: ids[round % 8]! }
    const attempts = [
      () => removePasskey({ ...own, id, rpId: 'localhost' }, {}),
      ...ids.map((kept) => () => deleteOtherSessions(user.id, kept, {})),
    ]
    const done = await atOnce<unknown>(attempts.length, (index) => attempts[(index + round) % attempts.length]!())
    expect(done).toHaveLength(9)
  }
})

async function sessionsFor(user: User, count: number): Promise<string[]> {
  for (let index = 0; index < count; index++) await loggedIn(user)
  return (await rowsOf(user)).sessions.map(({ id }) => id)
}
