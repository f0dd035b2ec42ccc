import { PASSWORD_FRESH_MINUTES } from '@/lib/sessions/session-lifetime'
import { rowsOf } from '@/test/accounts/account-rows'
import { agedSession } from '@/test/accounts/aged-session'
import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { changePassword } from './change-password'

const asked = { ok: false, code: 'invalid-input', fields: { current_password: [expect.any(String)] } }

test('the page requires the password again from ten minutes after a login on [F9]', async () => {
  expect(PASSWORD_FRESH_MINUTES).toBe(10)
  const user = await someone()
  const here = await aCallerOf(user, 'browser')
  await agedSession(here, 11)
  const before = await rowsOf(user)
  expect(await changePassword({ new_password: 'a new password' }, here)).toEqual(asked)
  expect(await rowsOf(user)).toEqual(before)
  await agedSession(here, 9)
  expect(await changePassword({ new_password: 'a new password' }, here)).toMatchObject({ ok: true })
})

test('an API client must always send the password, even in a fresh session of either kind [F9]', async () => {
  const user = await someone()
  const [bearer, page] = [await aCallerOf(user, 'api'), await aCallerOf(user, 'browser')]
  const before = await rowsOf(user)
  for (const caller of [bearer, { ...page, door: 'api' as const }])
    expect(await changePassword({ new_password: 'a new password' }, caller)).toEqual(asked)
  expect(await rowsOf(user)).toEqual(before)
})

test('entering the password makes this session fresh again, and no other', async () => {
  const user = await someone()
  const here = await aCallerOf(user, 'browser')
  const bystander = await aCallerOf(await someone(), 'browser')
  for (const caller of [here, bystander]) await agedSession(caller, 60)
  const given = { current_password: user.password, new_password: 'a new password' }
  expect(await changePassword(given, here)).toMatchObject({ ok: true })
  expect(await changePassword({ new_password: 'another password' }, here)).toMatchObject({ ok: true })
  expect(await changePassword({ new_password: 'another password' }, bystander)).toEqual(asked)
})

test('a wrong password does not make the session fresh, and is refused in a fresh session too', async () => {
  const user = await someone()
  const here = await aCallerOf(user, 'browser')
  const wrong = { current_password: 'a wrong password', new_password: 'a new password' }
  expect(await changePassword(wrong, here)).toMatchObject({ code: 'wrong-password' })
  await agedSession(here, 60)
  expect(await changePassword(wrong, here)).toMatchObject({ code: 'wrong-password' })
  expect(await changePassword({ new_password: 'a new password' }, here)).toEqual(asked)
})

test('an empty password is rejected in a fresh session too', async () => {
  const here = await aCallerOf(await someone(), 'browser')
  for (const current_password of ['', null])
    expect(await changePassword({ current_password, new_password: 'a new password' }, here)).toEqual(asked)
})
