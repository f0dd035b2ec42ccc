import { eq } from 'drizzle-orm'
import { registerUser } from '@/db/accounts/register-user'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { accountOf } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { atOnce, rounds } from '@/test/at-once'
import { moved, requestedChange, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { confirmEmailChange, requestEmailChange, undoEmailChange } from './email-changes'

test('of ten uses of one verification link exactly one wins, and one notice is sent [D2r]', async () => {
  const user = await somebodyVerified()
  const { id, to } = await requestedChange(user)
  const done = await atOnce(10, () => confirmEmailChange(id, to, {}))
  expect(done.filter(Boolean)).toMatchObject([{ id: user.id, email: to }])
  const { undos, mails } = await rowsOf(user)
  expect([undos.length, mails.filter(({ kind }) => kind === 'email-changed').length]).toEqual([1, 1])
})

test('of ten uses of one undo link exactly one wins [D2r]', async () => {
  const { user, undo } = await moved(await somebodyVerified())
  const done = await atOnce(10, () => undoEmailChange(undo.id, {}))
  expect(done.filter(Boolean)).toHaveLength(1)
  expect((await rowsOf(user)).events.filter(({ type }) => type === 'undo-email')).toHaveLength(1)
})

test('of accounts that verify one email at once exactly one gets it, and the others learn that it is taken [A3]', async () => {
  for (const _ of rounds(5)) {
    const to = aPerson().email
    const rivals = await Promise.all(Array.from({ length: 6 }, () => somebodyVerified()))
    const changes = await Promise.all(rivals.map((rival) => requestedChange(rival, to)))
    const done = await atOnce(6, (index) => confirmEmailChange(changes[index]!.id, to, {}))
    expect(done.filter((one) => one === 'taken')).toHaveLength(5)
    const owners = await query((db) => db.select().from(users).where(eq(users.emailCanonical, to)))
    expect(owners).toHaveLength(1)
    for (const [index, one] of done.entries())
      expect((await accountOf(rivals[index]!)).email).toBe(one === 'taken' ? rivals[index]!.email : to)
  }
})

test('nobody can register an email while the account that has it changes away [A3]', async () => {
  for (const round of rounds(15)) {
    const user = await somebodyVerified()
    const { id, to } = await requestedChange(user)
    const done = await atOnce(8, (index) =>
      index === round % 8 ? confirmEmailChange(id, to, {}) : takeOver(user.email),
    )
    expect(done.filter(Boolean)).toHaveLength(1)
    expect((await accountOf(user)).email).toBe(to)
  }
})

test('an account cannot change to an email while the account that has it changes away [A3]', async () => {
  for (const round of rounds(15)) {
    const [user, other] = [await somebodyVerified(), await somebodyVerified()]
    const [change, wish] = [await requestedChange(user), await requestedChange(other, user.email)]
    const moves = [
      () => confirmEmailChange(change.id, change.to, {}),
      () => confirmEmailChange(wish.id, user.email, {}),
    ]
    const done = await atOnce(2, (index) => moves[(index + round) % 2]!())
    expect(done).toContain('taken')
    expect([await accountOf(user), await accountOf(other)]).toMatchObject([
      { email: change.to },
      { email: other.email },
    ])
  }
})

test('after a verified change and an undo at once, the older mailbox has the account [D4r]', async () => {
  for (const round of rounds(12)) {
    const before = await somebodyVerified()
    const { user, undo } = await moved(before)
    await loggedIn(user)
    const change = await requestedChange(user)
    const uses = [() => undoEmailChange(undo.id, {}), () => confirmEmailChange(change.id, change.to, {})]
    const done = await atOnce(8, (index) => uses[(index + round) % 2]!())
    expect(done.filter(Boolean).length).toBeLessThanOrEqual(2)
    const { user: after, sessions, changes, undos } = await rowsOf(user)
    expect(after).toMatchObject({ email: before.email, emailCanonical: before.emailCanonical })
    expect(sessions).toEqual([])
    for (const link of [...changes, ...undos]) expect(link.usedAt ?? link.replacedAt).not.toBeNull()
  }
})

test('a change is requested only while the password is the one that was checked', async () => {
  const user = await somebodyVerified()
  const before = await rowsOf(user)
  expect(await requestEmailChange(user.id, 'another hash', aPerson().email, {})).toBe(false)
  expect(await rowsOf(user)).toEqual(before)
})

async function takeOver(email: string) {
  const { first_name, last_name, phone_number } = aPerson()
  const names = { firstName: first_name, lastName: last_name, phoneNumber: phone_number }
  return registerUser({ ...names, email, emailCanonical: email, passwordHash: 'theirs' }, {})
}
