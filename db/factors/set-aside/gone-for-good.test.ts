import { and, eq, ne, sql } from 'drizzle-orm'
import { contestAccount } from '@/db/accounts/email/contests'
import { undoEmailChange } from '@/db/accounts/email/email-changes'
import { secureAccount } from '@/db/accounts/not-me'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { removePasskey } from '@/db/factors/own-passkeys'
import { passkeysOf } from '@/db/factors/passkeys'
import { resetFactorsBy } from '@/db/factors/reset-factors'
import { authenticatorApps, passkeys, recoveryCodes, setAsideFactors } from '@/db/factors/tables'
import { switchOffTwoStep } from '@/db/factors/two-step'
import { settleContestBy } from '@/db/operator/changes/settle-contest'
import { users } from '@/db/schema'
import { accountOf } from '@/test/accounts/account-now'
import { asideRowsOf, hoursAgo, someoneWithTwoStepSince, workingFactorsOf } from '@/test/accounts/changed-factors'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { notice, someoneFrozen, someoneWithSuspended } from '@/test/accounts/suspended-factors'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { newestLink } from '@/test/links/link-row'
import { moved, takenBack } from '@/test/links/requested-change'
import { anAct } from '@/test/operator/an-act'
import { expect, test } from '@/test/unit'

const nothing = { rows: [[], [], []], twoStepAt: null }
const press = (user: User, { id }: { id: string }) => secureAccount(id, user.emailCanonical, {})

test('an operator’s reset removes what works, what is suspended and what was removed, and nothing comes back [M10, M26]', async () => {
  const [{ user, own }, other] = [await someoneWithSuspended(), await someoneWithSuspended()]
  const link = await notice(user)
  const { id } = await aPasskeyOf(user, { createdAt: hoursAgo(1) })
  await aPasskeyOf(user)
  await removePasskey({ ...own, id, rpId: 'localhost' }, {})
  await switchOffTwoStep(own, {})
  expect(await asideRowsOf(user)).not.toEqual([])
  expect(await resetFactorsBy(anAct(), user.id)).toBe(true)
  expect(await press(user, link)).toMatchObject({ id: user.id })
  expect([await workingFactorsOf(user), await asideRowsOf(user)]).toEqual([nothing, []])
  expect(await asideRowsOf(other.user)).toHaveLength(3)
  expect((await accountOf(user)).factorsSuspendedAt).toBeNull()
})

test('a reset opens an account where everything was suspended [M26]', async () => {
  const user = await someoneFrozen()
  expect(await resetFactorsBy(anAct(), user.id)).toBe(true)
  expect([await workingFactorsOf(user), await asideRowsOf(user)]).toEqual([nothing, []])
  expect(await resetFactorsBy(anAct(), user.id)).toBe(false)
})

test('after a contest is settled nothing that was suspended or removed comes back [M26]', async () => {
  const { user } = await someoneWithTwoStepSince(hoursAgo(1))
  const former = await aPasskeyOf(user, { createdAt: hoursAgo(1) })
  const move = await moved(user)
  const notMe = await newestLink('not-me', user)
  await aPasskeyOf(user, { name: 'Theirs' })
  const { contest } = await takenBack(move)
  expect(await asideRowsOf(user)).toMatchObject([{ kind: 'passkey', suspendedAt: expect.any(Date) }])
  await contestAccount(contest.id, {})
  expect(await settleContestBy(anAct(), user.id, user.emailCanonical)).toMatchObject({ id: user.id })
  expect([await asideRowsOf(user), await passkeysOf(user.id)]).toEqual([[], []])
  expect((await accountOf(user)).factorsSuspendedAt).toBeNull()
  for (const late of [() => press(user, notMe), () => undoEmailChange(move.undo.id, {})])
    expect(await late()).toBeUndefined()
  expect(await passkeysOf(user.id)).not.toContainEqual(former)
})

test('a settled contest leaves an account that its owner can log in to: two-step login stays on only with something left [M26]', async () => {
  const [newer, older] = [await someoneWithTwoStep(), await someoneWithTwoStepSince(hoursAgo(1))]
  for (const { user } of [newer, older]) {
    const { contest } = await takenBack(await moved(user))
    await contestAccount(contest.id, {})
    expect(await settleContestBy(anAct(), user.id, user.emailCanonical)).toMatchObject({ id: user.id })
  }
  expect(await workingFactorsOf(newer.user)).toEqual(nothing)
  expect(await workingFactorsOf(older.user)).toMatchObject({
    rows: [[{ id: older.app }], expect.any(Array), []],
    twoStepAt: expect.any(Date),
  })
  expect([await asideRowsOf(newer.user), await asideRowsOf(older.user)]).toEqual([[], []])
})

test('recovery codes that are all used up are nothing left, so a settled contest switches two-step login off', async () => {
  const [none, one] = [await someoneWithTwoStepSince(hoursAgo(1)), await someoneWithTwoStepSince(hoursAgo(1))]
  for (const { user, codeHashes } of [none, one]) {
    const used = and(
      eq(recoveryCodes.userId, user.id),
      user === one.user ? ne(recoveryCodes.codeHash, codeHashes[0]!) : undefined,
    )
    await query(async (db) => {
      await db.delete(authenticatorApps).where(eq(authenticatorApps.userId, user.id))
      await db.update(recoveryCodes).set({ usedAt: sql`now()` }).where(used)
    })
    const { contest } = await takenBack(await moved(user))
    await contestAccount(contest.id, {})
    expect(await settleContestBy(anAct(), user.id, user.emailCanonical)).toMatchObject({ id: user.id })
  }
  expect([await workingFactorsOf(none.user), await asideRowsOf(none.user)]).toEqual([nothing, []])
  expect(await workingFactorsOf(one.user)).toMatchObject({ twoStepAt: expect.any(Date) })
})

test('a deleted account leaves nothing of what it had set aside', async () => {
  const { user } = await someoneWithSuspended()
  await query((db) => db.delete(users).where(eq(users.id, user.id)))
  expect(await asideRowsOf(user)).toEqual([])
})

test('what an instance of the former version has removed stays removed, and the rest is undone as usual [M26]', async () => {
  const { user, app } = await someoneWithTwoStepSince(hoursAgo(1))
  const kept = await aPasskeyOf(user, { createdAt: hoursAgo(1) })
  const link = await notice(user)
  const theirs = await aPasskeyOf(user, { name: 'Theirs' })
  // The statements of that version, which sets nothing aside.
  await query(async (db) => {
    await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, user.id))
    await db.delete(passkeys).where(eq(passkeys.id, kept.id))
  })
  expect(await press(user, link)).toMatchObject({ id: user.id })
  const { rows, twoStepAt } = await workingFactorsOf(user)
  expect(rows).toMatchObject([[{ id: app }], [], []])
  expect(twoStepAt).not.toBeNull()
  expect(await asideRowsOf(user)).toMatchObject([{ credentialId: theirs.credentialId }])
})

test('two-step login that an instance of the former version has switched off stays off, and can be set up and undone again', async () => {
  const { user, ids, own } = await someoneWithSuspended()
  await query(async (db) => {
    await db.update(users).set({ twoStepAt: null }).where(eq(users.id, user.id))
    for (const table of [authenticatorApps, recoveryCodes, passkeys] as (typeof passkeys)[])
      await db.delete(table).where(eq(table.userId, user.id))
  })
  const link = await notice(user)
  expect(await press(user, link)).toMatchObject({ id: user.id })
  expect(await workingFactorsOf(user)).toEqual(nothing)
  expect((await asideRowsOf(user)).map(({ id }) => id).sort()).toEqual(Object.values(ids).sort())
  expect(await resetFactorsBy(anAct(), own.userId)).toBe(true)
  expect(await query((db) => db.$count(setAsideFactors, eq(setAsideFactors.userId, user.id)))).toBe(0)
})

test('a passkey that an instance of the former version has added again meanwhile is left alone by what comes back', async () => {
  const { user, own } = await someoneWithTwoStepSince(hoursAgo(1))
  const former = await aPasskeyOf(user, { createdAt: hoursAgo(1) })
  const link = await notice(user)
  await removePasskey({ ...own, id: former.id, rpId: 'localhost' }, {})
  const other = await someoneWithTwoStepSince(hoursAgo(1))
  const there = await aPasskeyOf(other.user, { credentialId: former.credentialId })
  expect(await press(user, link)).toMatchObject({ id: user.id })
  expect([await passkeysOf(user.id), await passkeysOf(other.user.id)]).toEqual([[], [there]])
})
