import { sql } from 'drizzle-orm'
import { removeMemberBy } from '@/db/staff/members'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { emailsOf, eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { composed } from '@/test/emails/composed-emails'
import { anAct } from '@/test/operator/an-act'
import { aMember } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { confirmDeletion, deleteAccount } from './delete-account'

const DAY = 86_400_000

test('the account is deleted after 14 days, and every device is logged out at once [F5]', async () => {
  const user = await someone()
  const here = await aCallerOf(user)
  const others = [await loggedIn(user, 'browser'), await loggedIn(user, 'api')]
  const bystander = await loggedIn(await someone())
  const began = Date.now()
  const result = await deleteAccount({ current_password: user.password }, here)
  expect(result).toEqual({
    ok: true,
    value: {
      message: 'Your account will be deleted in 14 days. Log in before then to cancel.',
      deleted_at: expect.any(String),
    },
  })
  const { deletionDueAt } = await accountOf(user)
  expect(result).toHaveProperty('value.deleted_at', deletionDueAt!.toISOString())
  expect(Math.abs(deletionDueAt!.getTime() - began - 14 * DAY)).toBeLessThan(60_000)
  for (const credential of [here.credential, ...others]) expect(await currentUser(credential)).toBeUndefined()
  expect(await currentUser(bystander)).toBeDefined()
})

test('a member of staff cannot delete the account before an operator has removed it from staff', async () => {
  const member = await aMember()
  const before = await rowsOf(member)
  const here = await aCallerOf(member)
  const input = { current_password: member.password }
  expect(await deleteAccount(input, here)).toMatchObject({ code: 'staff-account' })
  expect((await rowsOf(member)).user).toEqual(before.user)
  await removeMemberBy(anAct(), member.id)
  expect(await deleteAccount(input, here)).toMatchObject({ ok: true })
})

test('the owner is notified of the date, with a “this wasn’t me” link of its own', async () => {
  const user = await someone({ verified: true })
  await deleteAccount({ current_password: user.password }, await aCallerOf(user))
  const [email, ...more] = await emailsOf(user, 'account-deletion-requested')
  expect(more).toEqual([])
  const due = (await accountOf(user)).deletionDueAt!
  expect(email).toMatchObject({ recipient: user.email, data: { due_at: due.toISOString(), ip: '203.0.113.9' } })
  const { to, content } = await composed(email!)
  expect(to).toBe(user.email)
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(due)
  expect(content.text).toContain(day)
  expect(content.text).toContain('/not-me?token=')
})

test('an API client must send the right password, otherwise nothing changes [F8]', async () => {
  const user = await someone()
  const [bearer, page] = [await aCallerOf(user), await aCallerOf(user, 'browser')]
  const before = await rowsOf(user)
  const wrong = { ok: false, code: 'wrong-password', fields: { current_password: [expect.any(String)] } }
  expect(await deleteAccount({ current_password: 'a wrong password' }, bearer)).toEqual(wrong)
  expect(await deleteAccount({ current_password: 'a wrong password' }, page)).toEqual(wrong)
  const missing = { ok: false, code: 'invalid-input', fields: { current_password: [expect.any(String)] } }
  for (const caller of [bearer, { ...page, door: 'api' as const }])
    for (const current_password of [undefined, null, '', 7, ['x']])
      expect(await deleteAccount({ current_password }, caller)).toEqual(missing)
  expect(await rowsOf(user)).toEqual(before)
})

test('the page asks for the password and the email each time, even right after a login', async () => {
  const user = await someone()
  const page = await aCallerOf(user, 'browser')
  const before = await rowsOf(user)
  const { email, password: current_password } = user
  const missing = [expect.any(String)]
  const refusals: [typed: object, code: string, fields: object][] = [
    [{}, 'invalid-input', { email: missing, current_password: missing }],
    [{ email }, 'invalid-input', { current_password: missing }],
    [{ current_password }, 'invalid-input', { email: missing }],
    [{ email: '', current_password }, 'invalid-input', { email: missing }],
    [{ email: `x${email}`, current_password }, 'invalid-input', { email: ['This is not the email of this account.'] }],
    [{ email, current_password: 'a wrong password' }, 'wrong-password', { current_password: missing }],
  ]
  for (const [typed, code, fields] of refusals)
    expect([typed, await confirmDeletion(typed, page)]).toEqual([typed, { ok: false, code, fields }])
  expect(await rowsOf(user)).toEqual(before)
})

test('the email may be typed in another case and with spaces around it', async () => {
  const user = await someone()
  const typed = { email: `  ${user.email.toUpperCase()} `, current_password: user.password }
  expect(await confirmDeletion(typed, await aCallerOf(user, 'browser'))).toMatchObject({ ok: true })
})

test('an API client does not send the email', async () => {
  const user = await someone()
  const input = { current_password: user.password, email: 'ignored' }
  expect(await deleteAccount(input, await aCallerOf(user))).toMatchObject({ ok: true })
})

test('a login within the 14 days cancels the deletion, says so once, and works from then on', async () => {
  const user = await someone()
  await deleteAccount({ current_password: user.password }, await aCallerOf(user))
  await changeAccount(user, { deletionDueAt: sql`now() + interval '1 minute'` })
  for (const restored of [true, false]) {
    const result = await login({ email: user.email, password: user.password }, aCaller())
    expect(result).toMatchObject({ ok: true, value: { restored } })
    const token = result.ok ? result.value.token : ''
    expect(await currentUser({ token, kind: 'api' })).toMatchObject({ id: user.id })
  }
  expect((await accountOf(user)).deletionDueAt).toBeNull()
  const happened = (await eventsOf(user)).filter((type) => type.startsWith('account-deletion'))
  expect(happened).toEqual(['account-deletion-requested', 'account-deletion-canceled'])
})

test('a wrong password does not cancel the deletion', async () => {
  const user = await someone()
  await deleteAccount({ current_password: user.password }, await aCallerOf(user))
  const before = await rowsOf(user)
  expect(await login({ email: user.email, password: 'a wrong password' }, aCaller())).toMatchObject({ ok: false })
  expect(await rowsOf(user)).toEqual(before)
})

test('deleting requires a login before a password', async () => {
  for (const operation of [deleteAccount, confirmDeletion])
    expect(await operation({}, aCaller())).toEqual({ ok: false, code: 'unauthenticated', fields: {} })
})
