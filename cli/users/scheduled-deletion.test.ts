import { accountOf } from '@/test/accounts/account-now'
import { disable, someone } from '@/test/accounts/someone'
import { rekey } from '@/test/command-line'
import { expect, test } from '@/test/unit'

test('a deletion is scheduled only after the account is named again, with its day and the way to cancel it', async () => {
  const user = await someone()
  const words = ['users', 'schedule-deletion', user.email]
  expect(await rekey(words)).toMatchObject({ code: 1, err: expect.stringContaining('after 72 hours. Until then') })
  expect(await rekey(words, { types: 'yes' })).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was') })
  expect((await accountOf(user)).deletionDueAt).toBeNull()
  const { code, out } = await rekey(words, { types: user.email })
  const day = (await accountOf(user)).deletionDueAt!.toISOString().slice(0, 10)
  expect(code).toBe(0)
  expect(out).toContain(`${user.email} is closed and will be deleted on ${day} `)
  expect(out).toContain('npx rekey users cancel-deletion')
  const again = await rekey([...words, '--yes'])
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('was already closed and will be deleted on') })
  expect((await rekey(['users', 'show', user.email])).out).toMatch(/to be deleted +\d{4}-\d\d-\d\d/)
})

test('a deletion is canceled, and the account is open again unless it was disabled before', async () => {
  const [open, disabled] = [await someone(), await someone()]
  await disable(disabled)
  for (const { email } of [open, disabled]) await rekey(['users', 'schedule-deletion', email, '--yes'])
  const enabled = await rekey(['users', 'enable', open.email])
  expect(enabled).toMatchObject({ code: 1, err: expect.stringContaining('cancel the deletion first') })
  const cancel = async ({ email }: { email: string }) => (await rekey(['users', 'cancel-deletion', email])).out
  expect(await cancel(open)).toBe(`${open.email} won’t be deleted, and its owner can log in again.`)
  expect(await cancel(disabled)).toContain('was disabled before, and still is')
  expect(await cancel(open)).toBe(`${open.email} is not going to be deleted.`)
})
