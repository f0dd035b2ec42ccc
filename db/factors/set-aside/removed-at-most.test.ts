import type { User } from '@/db/accounts/users'
import { PASSKEYS_AT_MOST, removePasskey } from '@/db/factors/own-passkeys'
import { factorKinds } from '@/db/factors/tables'
import { finishSetUp, switchOffTwoStep } from '@/db/factors/two-step'
import {
  asideRowsOf,
  hoursAgo,
  newCodes,
  removedAsOften,
  someoneWithTwoStepSince,
  workingFactorsOf,
} from '@/test/accounts/changed-factors'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { notice, passkeySuspendedOf, pressNotMe } from '@/test/accounts/suspended-factors'
import { setUpFor } from '@/test/accounts/two-step'
import { expect, test } from '@/test/unit'
import { REMOVED_AT_MOST } from './set-aside'
import { suspendedFactorsOf } from './suspended-factors'

type Own = { userId: string; sessionId: string }
const remove = (own: Own, { id }: { id: string }) => removePasskey({ ...own, id, rpId: 'localhost' }, {})

/** A stranger does this more often than what is removed by it is kept. Only the first times and those at the limit are real. */
async function moreThanKept(user: User, change: () => Promise<unknown>): Promise<void> {
  // The first one may remove what the owner had, and the second one only what the first has made.
  for (let count = 0; count < 2; count++) await change()
  await removedAsOften(user, REMOVED_AT_MOST - 4)
  for (let count = 0; count < 4; count++) await change()
}

/** A stranger in the session adds more passkeys than are kept, and removes each at once. */
const addAndRemove = (user: User, own: Own) => moreThanKept(user, async () => remove(own, await aPasskeyOf(user)))

const removedOf = async (user: User) => (await asideRowsOf(user)).filter(({ removedAt }) => removedAt)

test('whoever adds and removes passkeys all day does not fill the table, and what the owner had before comes back [M26]', async () => {
  const [{ user, own }, other] = [
    await someoneWithTwoStepSince(hoursAgo(1)),
    await someoneWithTwoStepSince(hoursAgo(1)),
  ]
  await remove(other.own, await aPasskeyOf(other.user))
  const [first, last] = [
    await aPasskeyOf(user, { createdAt: hoursAgo(1) }),
    await aPasskeyOf(user, { createdAt: hoursAgo(1) }),
  ]
  const before = await workingFactorsOf(user)
  const link = await notice(user)
  await remove(own, first)
  await addAndRemove(user, own)
  expect(await remove(own, last)).toBe('removed')
  const kept = await removedOf(user)
  expect(kept).toHaveLength(REMOVED_AT_MOST)
  const ids = kept.map(({ credentialId }) => credentialId)
  expect(ids).toEqual(expect.arrayContaining([first.credentialId, last.credentialId]))
  expect(await removedOf(other.user)).toHaveLength(1)
  await pressNotMe(user, link)
  expect(await workingFactorsOf(user)).toEqual(before)
})

test('as many removed passkeys are kept as an owner has who exchanges all of them twice', () => {
  expect(REMOVED_AT_MOST).toBeGreaterThanOrEqual(3 * PASSKEYS_AT_MOST)
})

test('what is suspended is never forgotten by this, not even if it is the youngest', async () => {
  const { user, own } = await someoneWithTwoStepSince(hoursAgo(1))
  await addAndRemove(user, own)
  const id = await passkeySuspendedOf(user)
  await remove(own, await aPasskeyOf(user, { createdAt: hoursAgo(2) }))
  expect(await suspendedFactorsOf(user.id)).toMatchObject([{ id }])
  expect(await removedOf(user)).toHaveLength(REMOVED_AT_MOST)
})

test('the same holds for two-step login that is switched off and on, with its apps and recovery codes [M26]', async () => {
  const { user, own } = await someoneWithTwoStepSince(hoursAgo(1))
  const before = await workingFactorsOf(user)
  const link = await notice(user)
  await moreThanKept(user, async () => {
    expect(await switchOffTwoStep(own, {})).toBe(true)
    const setUpId = await setUpFor(user, own.sessionId)
    await finishSetUp({ ...own, setUpId, timeStep: 1, codeHashes: newCodes() }, {})
  })
  await switchOffTwoStep(own, {})
  const removed = await removedOf(user)
  const counts = factorKinds.map((kind) => removed.filter((row) => row.kind === kind).length)
  expect(counts).toEqual([REMOVED_AT_MOST, REMOVED_AT_MOST, REMOVED_AT_MOST, 0])
  await pressNotMe(user, link)
  expect(await workingFactorsOf(user)).toEqual(before)
})
