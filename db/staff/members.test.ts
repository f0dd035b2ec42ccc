import { eq, inArray } from 'drizzle-orm'
import { deleteDueAccounts, requestDeletion } from '@/db/accounts/account-deletion'
import { lockUser } from '@/db/accounts/live-account'
import type { User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { resetFactorsBy } from '@/db/factors/reset-factors'
import { disableUserBy, makeDeletionDue } from '@/db/operator/changes/operator-changes'
import { users } from '@/db/schema'
import { onPostgres, race } from '@/e2e/support/needs'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { disable, someone } from '@/test/accounts/someone'
import { atOnce, rounds } from '@/test/at-once'
import { anAct } from '@/test/operator/an-act'
import { aMember, withoutStaff } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { waitingForLocks } from '@/test/waiting-for-locks'
import { addMemberBy, changeMemberBy, isStaff, listMembers, removeMemberBy } from './members'
import { staff } from './tables'

const lower = (id: string) => changeMemberBy(anAct(), id, { role: 'support' })
const suspend = (id: string) => changeMemberBy(anAct(), id, { suspended: true })
const remove = (id: string) => removeMemberBy(anAct(), id)
const close = (id: string) => disableUserBy(anAct(), id)

const memberNow = async ({ id }: { id: string }) => (await listMembers()).find(({ userId }) => userId === id)

for (const [name, take] of Object.entries({ lower, suspend, remove, close })) {
  test(`the last admin stays: “${name}” is refused and undone [N7]`, async () => {
    await withoutStaff()
    const [admin] = [await aMember('admin'), await aMember('support')]
    // Neither of them could enter, so neither is an admin beside the last one.
    await disable(await aMember('admin'))
    await suspend((await aMember('admin')).id)
    const before = await memberNow(admin)
    expect(await take(admin.id)).toBe('last-admin')
    expect(await memberNow(admin)).toEqual(before)
    await aMember('admin')
    expect(await take(admin.id)).toBe(true)
  })
}

test('of twenty changes at once that would take away the last two admins, one wins [N7]', { tag: race }, async () => {
  for (const round of rounds(4)) {
    await withoutStaff()
    const admins = [await aMember('admin'), await aMember('admin')]
    const ways = [lower, suspend, remove, close]
    const done = await atOnce(20, (index) => ways[(index + round) % ways.length]!(admins[index % 2]!.id))
    const left = (await listMembers()).filter(canEnter)
    expect(left).toHaveLength(1)
    expect(done).toContain('last-admin')
  }
})

test('of two admins who reset each other’s second factors in the console at once, one stays [N7]', {
  tag: race,
}, async () => {
  for (const _ of rounds(4)) {
    await withoutStaff()
    const admins = [await aMember('admin'), await aMember('admin')]
    for (const admin of admins) await aPasskeyOf(admin)
    const fromConsole = { ...anAct(), via: 'console' as const }
    const done = await atOnce(2, (index) => resetFactorsBy(fromConsole, admins[index]!.id))
    expect(done.map(String).toSorted()).toEqual(['last-admin', 'true'])
    expect((await listMembers()).filter(canEnter)).toHaveLength(1)
  }
})

test('at the command line, the second factors of the last admin can be reset', async () => {
  await withoutStaff()
  const admin = await aMember('admin')
  await aPasskeyOf(admin)
  expect(await resetFactorsBy(anAct(), admin.id)).toBe(true)
})

test('a deletion that was requested before the account became staff comes too late', { tag: onPostgres }, async () => {
  const ways = {
    owner: ({ id: userId, passwordHash: checkedHash }: User) =>
      requestDeletion({ userId, checkedHash, afterDays: 14 }, {}).then((dueAt) => dueAt !== undefined),
    operator: ({ id }: User) => makeDeletionDue(anAct(), id),
  }
  for (const close of Object.values(ways)) {
    const user = await someone({ verified: true })
    const { closed } = await transaction(async (tx) => {
      await lockUser(tx, user.id)
      const closed = close(user)
      await expect.poll(waitingForLocks).toBeGreaterThan(0)
      await tx.insert(staff).values({ userId: user.id, role: 'support' })
      return { closed }
    })
    expect(await closed).toBe(false)
    const [row] = await query((db) => db.select().from(users).where(eq(users.id, user.id)))
    expect(row?.deletionDueAt).toBeNull()
  }
})

test('twenty accounts at once become staff once each, and leave it once each', { tag: race }, async () => {
  const user = await someone({ verified: true })
  const added = await atOnce(20, () => addMemberBy(anAct(), user.id, 'support'))
  expect(added.filter(Boolean)).toHaveLength(1)
  const removed = await atOnce(20, () => remove(user.id))
  expect(removed.filter((each) => each === true)).toHaveLength(1)
  expect(await isStaff(user.id)).toBe(false)
})

test('an account of staff is not deleted, neither by an operator nor by the sweeper', async () => {
  const member = await aMember()
  expect(await makeDeletionDue(anAct(), member.id)).toBe(false)
  const [row] = await query((db) => db.select().from(users).where(eq(users.id, member.id)))
  expect(row?.deletionDueAt).toBeNull()
})

test('an account of staff that is due, as a former version may leave it, keeps no other from being deleted', async () => {
  const [member, user] = [await aMember(), await someone()]
  const due = { deletionDueAt: new Date(Date.now() - 1000) }
  await query((db) =>
    db
      .update(users)
      .set(due)
      .where(inArray(users.id, [member.id, user.id])),
  )
  await transaction((tx) => deleteDueAccounts(tx, 1000))
  const left = await query((db) =>
    db
      .select()
      .from(users)
      .where(inArray(users.id, [member.id, user.id])),
  )
  expect(left.map(({ id }) => id)).toEqual([member.id])
})

test('an account that is disabled or to be deleted does not become staff', async () => {
  const [disabled, due] = [await someone({ verified: true }), await someone({ verified: true })]
  await disable(disabled)
  await query((db) =>
    db
      .update(users)
      .set({ deletionDueAt: new Date(Date.now() + 86_400_000) })
      .where(eq(users.id, due.id)),
  )
  for (const { id } of [disabled, due]) expect(await addMemberBy(anAct(), id, 'admin')).toBeUndefined()
})

const canEnter = ({ role, suspendedAt, user }: Awaited<ReturnType<typeof listMembers>>[number]) =>
  role === 'admin' && !suspendedAt && !user.disabledAt
