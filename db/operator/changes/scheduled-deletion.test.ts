import { lockUser } from '@/db/accounts/live-account'
import { transaction } from '@/db/connection/client'
import { staff } from '@/db/staff/tables'
import { onPostgres, race } from '@/e2e/support/needs'
import { accountOf } from '@/test/accounts/account-now'
import { emailsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { anAct } from '@/test/operator/an-act'
import { expect, test } from '@/test/unit'
import { waitingForLocks } from '@/test/waiting-for-locks'
import { cancelDeletionBy, scheduleDeletionBy } from './scheduled-deletion'

test('of twenty deletions scheduled at once one counts, and of twenty cancellations, and the owner is told of each once', {
  tag: race,
}, async () => {
  const user = await someone({ verified: true })
  const scheduled = await atOnce(20, () => scheduleDeletionBy(anAct(), user.id))
  expect(scheduled.filter((each) => typeof each === 'object' && each.changed)).toHaveLength(1)
  const canceled = await atOnce(20, () => cancelDeletionBy(anAct(), user.id))
  expect(canceled.filter((each) => typeof each === 'object' && each.changed)).toHaveLength(1)
  expect(await accountOf(user)).toMatchObject({ disabledAt: null, deletionDueAt: null })
  const told = await emailsOf(user, 'changed-by-operator')
  expect(told.map(({ data }) => data.operator_change)).toEqual(['deletion-scheduled', 'deletion-canceled'])
})

test('an account that becomes one of staff meanwhile is not closed', { tag: onPostgres }, async () => {
  const user = await someone({ verified: true })
  const scheduling = await transaction(async (tx) => {
    await lockUser(tx, user.id)
    await tx.insert(staff).values({ userId: user.id, role: 'support' })
    const begun = scheduleDeletionBy(anAct(), user.id)
    await expect.poll(() => waitingForLocks()).toBe(1)
    return [begun] as const
  })
  expect(await scheduling[0]).toBe('staff')
  expect(await accountOf(user)).toMatchObject({ disabledAt: null, deletionDueAt: null })
})
