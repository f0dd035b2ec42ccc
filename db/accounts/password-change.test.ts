import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { atOnce, rounds } from '@/test/at-once'
import { aResetLink } from '@/test/links/a-reset-link'
import { requestedChange } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { changePasswordHash } from './password-change'
import { spendPasswordReset } from './password-resets'
import type { User } from './users'

const origin = { ip: '203.0.113.9', userAgent: 'tests' }
const aMember = () => someone({ passwordHash: 'old', verified: true })

test('of 20 changes of one password at once exactly one wins, and only its password and session remain [D2r]', async () => {
  const user = await aMember()
  const ids = await sessionsFor(user, 20)
  const changed = await atOnce(20, (index) => change(user, ids[index]!, `new ${index}`))
  expect(changed.filter(Boolean)).toHaveLength(1)
  const winner = changed.indexOf(true)
  const after = await rowsOf(user)
  expect(after.user?.passwordHash).toBe(`new ${winner}`)
  expect(after.sessions.map(({ id }) => id)).toEqual([ids[winner]])
  expect(after.mails.filter(({ kind }) => kind === 'password-changed')).toHaveLength(1)
})

test('of a change and a reset at once one wins, and no session survives that should have ended [D3r, D6r]', async () => {
  const wins = { change: 0, reset: 0 }
  for (const round of rounds(30)) {
    const user = await aMember()
    const [id] = await sessionsFor(user, 3)
    const reset = await aResetLink(user)
    const attempts = [
      async () => change(user, id!, 'changed'),
      async () => Boolean(await spendPasswordReset(reset.id, 'reset', {})),
    ]
    if (round % 2) attempts.reverse()
    const won = await atOnce(2, (index) => attempts[index]!())
    expect(won.filter(Boolean)).toHaveLength(1)
    const winner = won[round % 2] ? 'change' : 'reset'
    wins[winner] += 1
    const after = await rowsOf(user)
    expect(after.user?.passwordHash).toBe(winner === 'change' ? 'changed' : 'reset')
    expect(after.sessions.map((session) => session.id)).toEqual(winner === 'change' ? [id] : [])
  }
  // Otherwise one of them always came first, and nothing was tested.
  expect(Math.min(wins.change, wins.reset)).toBeGreaterThan(0)
})

test('a change sets the password and does everything that follows from it [J3, D3r, F8, D11r]', async () => {
  const [user, bystander] = [await aMember(), await aMember()]
  const [id] = await sessionsFor(user, 3)
  await Promise.all([aResetLink(user), requestedChange(user), loggedIn(bystander), aResetLink(bystander)])
  const theirs = await rowsOf(bystander)
  expect(await change(user, id!, 'new')).toBe(true)
  const after = await rowsOf(user)
  expect(after.user?.passwordHash).toBe('new')
  expect(after.user!.updatedAt.getTime()).toBeGreaterThan(user.updatedAt.getTime())
  expect(after.sessions.map((session) => session.id)).toEqual([id])
  for (const links of [after.resets, after.changes])
    expect(links).toMatchObject([{ usedAt: null, replacedAt: expect.any(Date) }])
  expect(after.events.at(-1)).toMatchObject({ type: 'password-changed', ...origin })
  expect(after.mails.at(-1)).toMatchObject({ kind: 'password-changed', recipient: user.email, data: { by: 'change' } })
  expect(await rowsOf(bystander)).toEqual(theirs)
})

test('if the last step of a change fails, none of the others has taken effect [J3]', async () => {
  const user = await aMember()
  const [id] = await sessionsFor(user, 2)
  await aResetLink(user)
  const before = await rowsOf(user)
  const doomed = { userId: user.id, sessionId: id!, checkedHash: 'old', nextHash: 'new' }
  // PostgreSQL's text cannot contain NUL, so writing the event fails after everything else was written.
  await expect(changePasswordHash(doomed, { userAgent: 'a\u0000b' })).rejects.toThrow()
  expect(await rowsOf(user)).toEqual(before)
})

test('a password that was changed after the check is kept, and so is that of a disabled account [F5]', async () => {
  const [reset, disabled] = [await someone({ passwordHash: 'set by a reset' }), await aMember()]
  await disable(disabled)
  for (const user of [reset, disabled]) {
    const before = await rowsOf(user)
    expect(await change(user, user.id, 'new')).toBe(false)
    expect(await rowsOf(user)).toEqual(before)
  }
})

function change(user: User, sessionId: string, nextHash: string): Promise<boolean> {
  return changePasswordHash({ userId: user.id, sessionId, checkedHash: 'old', nextHash }, origin)
}

async function sessionsFor(user: User, count: number): Promise<string[]> {
  for (let index = 0; index < count; index++) await loggedIn(user)
  return (await rowsOf(user)).sessions.map(({ id }) => id)
}
