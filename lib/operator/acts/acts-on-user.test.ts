import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { staff } from '@/db/staff/tables'
import type { Operator } from '@/lib/operator/command'
import { disableUser, enableUser } from '@/lib/operator/users/change-user'
import { showUser } from '@/lib/operator/users/show-user'
import { someone } from '@/test/accounts/someone'
import { rekey } from '@/test/command-line'
import { aMember } from '@/test/staff/a-member'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { actsOnUser } from './acts-on-user'

const inConsole = (id: string, role: 'support' | 'admin' = 'support'): Operator => ({
  name: id,
  staff: { role, fresh: true },
})

test('acts name the member who did them while they are staff, and nobody afterwards', async () => {
  const [user, member] = [await someone(), await aMember('support', { firstName: 'Grace', lastName: 'Hopper' })]
  await disableUser({ user: user.id }, { ...inConsole(member.id), reason: 'ticket 4711' })
  await enableUser({ user: user.id }, { name: 'ken' })
  const read = async () => successOf(await actsOnUser({ user: user.id }, inConsole(member.id))).acts
  expect(await read()).toMatchObject([
    { act: 'users enable', via: 'cli', operator: 'ken', member: null },
    { act: 'users disable', reason: 'ticket 4711', member: { first_name: 'Grace', last_name: 'Hopper' } },
  ])
  await query((db) => db.delete(staff).where(eq(staff.userId, member.id)))
  expect((await read()).map(({ member }) => member)).toEqual([null, null])
})

test('looks can be left out, and pages follow each other', async () => {
  const user = await someone()
  for (const work of [disableUser, showUser, enableUser, showUser]) await work({ user: user.id }, { name: 'ken' })
  const page = async (more: object) => successOf(await actsOnUser({ user: user.id, ...more }, { name: 'ken' }))
  expect((await page({})).acts).toHaveLength(4)
  const first = await page({ only_changes: true, limit: 1 })
  expect(first.acts.map(({ act }) => act)).toEqual(['users enable'])
  const { acts, next } = await page({ only_changes: true, limit: 1, after: first.next })
  expect([acts.map(({ act }) => act), next]).toEqual([['users disable'], null])
})

test('acts on a deleted account are found by its ID', async () => {
  const user = await someone()
  await rekey(['users', 'delete', user.id, '--yes', '--reason', 'ticket 4711', '--operator', 'ken'])
  const { acts } = successOf(await actsOnUser({ user: user.id }, inConsole(crypto.randomUUID())))
  expect(acts).toMatchObject([{ act: 'users delete', operator: 'ken', reason: 'ticket 4711' }])
})

test('support does not see what was done with accounts of staff', async () => {
  const [one, other] = [await aMember(), await aMember('admin')]
  const asked = (user: { id: string }, role?: 'admin') => actsOnUser({ user: user.id }, inConsole(one.id, role))
  expect(await asked(other)).toMatchObject({ code: 'staff-account' })
  expect(await asked(other, 'admin')).toMatchObject({ ok: true })
  expect(await asked(one)).toMatchObject({ ok: true })
})
