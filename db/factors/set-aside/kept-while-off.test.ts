import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { authenticatorApps, recoveryCodes } from '@/db/factors/tables'
import { users } from '@/db/schema'
import { workingFactorsOf } from '@/test/accounts/changed-factors'
import { someoneWithSuspended } from '@/test/accounts/suspended-factors'
import { expect, test } from '@/test/unit'
import { keepSuspendedFactor, removeSuspendedFactor, suspendedFactorsOf } from './suspended-factors'

test('after a former version switched two-step login off, a suspended app or codes can be removed only, and never work unseen', async () => {
  const { user, own, ids } = await someoneWithSuspended()
  await query(async (db) => {
    for (const table of [authenticatorApps, recoveryCodes]) await db.delete(table).where(eq(table.userId, user.id))
    await db.update(users).set({ twoStepAt: null }).where(eq(users.id, user.id))
  })
  for (const kind of ['authenticator-app', 'recovery-codes'] as const) {
    expect(await keepSuspendedFactor({ ...own, id: ids[kind]! }, {}), kind).toBe('not-found')
    expect((await workingFactorsOf(user)).rows).toEqual([[], [], []])
    expect(await removeSuspendedFactor({ ...own, id: ids[kind]! }, {}), kind).toEqual({ removed: kind })
  }
  expect(await keepSuspendedFactor({ ...own, id: ids.passkey! }, {})).toEqual({ kept: 'passkey' })
  expect(await suspendedFactorsOf(user.id)).toEqual([])
})
