import { someone } from '@/test/accounts/someone'
import { rekey } from '@/test/command-line'
import { aMember, withoutStaff } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'

test('an operator adds the first admin, sees the team, and nobody can take that admin away [N2, N7]', async () => {
  await withoutStaff()
  expect(await rekey(['staff', 'list'])).toMatchObject({ out: expect.stringContaining('Nobody is staff') })
  const { email } = await someone({ verified: true })
  const add = ['staff', 'add', email, '--role', 'admin']
  expect(await rekey(add)).toMatchObject({ code: 0, out: expect.stringContaining('is staff now, with the role admin') })
  expect(await rekey(add)).toMatchObject({ code: 0, out: expect.stringContaining('was staff already') })
  const { out } = await rekey(['staff', 'list', '--json'])
  expect(JSON.parse(out).staff).toMatchObject([{ email, role: 'admin', two_step: false, suspended_at: null }])
  const lastAdmin = { code: 1, err: expect.stringContaining('last admin') }
  for (const words of [
    ['set-role', email, '--role', 'support'],
    ['suspend', email],
    ['remove', email],
  ])
    expect(await rekey(['staff', ...words])).toMatchObject(lastAdmin)
  expect(await rekey(['users', 'disable', email])).toMatchObject(lastAdmin)
})

test('an operator lowers, suspends, resumes and removes a member', async () => {
  await aMember('admin')
  const { email } = await aMember('admin')
  const said = async (words: string[]) => (await rekey(['staff', ...words])).out
  expect(await said(['set-role', email, '--role', 'support'])).toContain('has the new role')
  expect(await said(['set-role', email, '--role', 'support'])).toContain('had this role already')
  expect(await said(['suspend', email])).toContain('can’t enter the console any more')
  expect(await said(['list'])).toContain('suspended since')
  expect(await said(['suspend', email])).toContain('was already suspended')
  expect(await said(['resume', email])).toContain('can enter the console again')
  expect(await said(['resume', email])).toContain('was not suspended')
  expect(await said(['remove', email])).toContain('is no longer staff')
  expect(await rekey(['staff', 'remove', email])).toMatchObject({ code: 1, err: expect.stringContaining('staff add') })
})

test('who cannot be staff is refused with what to do first, and a role that there is not is a usage error', async () => {
  const unverified = await someone()
  const locked = await someone({ verified: true, passwordHash: '!' })
  const add = (user: string, role = 'support') => rekey(['staff', 'add', user, '--role', role])
  expect(await add(unverified.email)).toMatchObject({ code: 1, err: expect.stringContaining('not verified') })
  expect(await add(locked.email)).toMatchObject({ code: 1, err: expect.stringContaining('no password') })
  expect(await add('nobody@example.com')).toMatchObject({ code: 1 })
  expect(await add(unverified.email, 'owner')).toMatchObject({
    code: 1,
    err: expect.stringContaining('admin or support'),
  })
  expect(await rekey(['staff', 'add', unverified.email])).toMatchObject({ code: 2 })
})
