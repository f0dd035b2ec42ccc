import { writeProfile } from '@/db/accounts/profile'
import { race } from '@/e2e/support/needs'
import { aPerson } from '@/e2e/support/steps/person'
import { nameKeys } from '@/lib/rules/name-keys'
import { login } from '@/lib/sessions/login/login'
import { emailsOf, eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { updateProfile } from './update-profile'

const aMember = () => someone({ passwordHash: 'old', verified: true })
const origin = { ip: '203.0.113.9', userAgent: 'tests' }

test('only the given fields are changed', async () => {
  const user = await aMember()
  const caller = await aCallerOf(user)
  const phone = aPerson().phone_number
  for (const [given, expected] of [
    [{ first_name: ' Grace ' }, { firstName: 'Grace' }],
    [{ last_name: 'O’Brien 李' }, { lastName: 'O’Brien 李' }],
    [{ phone_number: `+44 (0) ${phone}` }, { phoneNumber: `+44${phone}` }],
  ] as const) {
    const before = (await rowsOf(user)).user!
    expect(await updateProfile(given, caller)).toMatchObject({ ok: true })
    const after = (await rowsOf(user)).user!
    expect(after).toEqual({ ...before, ...expected, ...nameKeys(after), updatedAt: after.updatedAt })
    expect(after.updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime())
  }
})

test('the owner is notified of a new phone number, with a “this wasn’t me” link of its own [F9]', async () => {
  const user = await aMember()
  await updateProfile({ phone_number: aPerson().phone_number }, await aCallerOf(user))
  const { mails, notMeLinks, events } = await rowsOf(user)
  expect(mails.filter(({ kind }) => kind === 'phone-changed')).toMatchObject([
    { recipient: user.email, status: 'queued', data: { disavowal_id: notMeLinks[0]?.id, ip: origin.ip } },
  ])
  expect(notMeLinks).toMatchObject([{ email: user.email, usedAt: null, replacedAt: null }])
  expect(events.at(-1)).toMatchObject({ type: 'phone-changed', ...origin })
})

test('a new name is recorded without a notice, and an unchanged value is neither', async () => {
  const user = await aMember()
  const caller = await aCallerOf(user)
  const same = { first_name: user.firstName, last_name: user.lastName, phone_number: user.phoneNumber }
  for (const input of [{}, same]) expect(await updateProfile(input, caller)).toMatchObject({ ok: true })
  expect(await eventsOf(user)).toEqual(['register', 'login'])
  await updateProfile({ last_name: 'Hopper' }, caller)
  expect(await eventsOf(user)).toEqual(['register', 'login', 'name-changed'])
  expect(await emailsOf(user, 'phone-changed')).toEqual([])
})

test('another account’s phone number is refused, and the names sent with it do not change', async () => {
  const [user, other] = [await aMember(), await aMember()]
  const caller = await aCallerOf(user)
  const before = await rowsOf(user)
  const refusal = await updateProfile({ first_name: 'Grace', phone_number: other.phoneNumber }, caller)
  expect(refusal).toEqual({ ok: false, code: 'account-exists', fields: {} })
  expect(await rowsOf(user)).toEqual(before)
})

test('of 12 accounts that request one phone number at once exactly one gets it [A3]', { tag: race }, async () => {
  const users = await Promise.all(Array.from({ length: 12 }, aMember))
  const phoneNumber = aPerson().phone_number
  const changed = await atOnce(12, (index) => writeProfile(users[index]!.id, { phoneNumber }, {}))
  expect(changed.filter((user) => user !== 'taken')).toMatchObject([{ phoneNumber }])
  const numbers = await Promise.all(users.map(async (user) => (await rowsOf(user)).user?.phoneNumber))
  expect(numbers.filter((number) => number === phoneNumber)).toHaveLength(1)
})

test('of 12 concurrent changes of one account each new number is recorded and notified once', {
  tag: race,
}, async () => {
  const user = await aMember()
  const phoneNumber = aPerson().phone_number
  await atOnce(12, () => writeProfile(user.id, { phoneNumber }, origin))
  expect(await emailsOf(user, 'phone-changed')).toHaveLength(1)
  expect((await eventsOf(user)).filter((type) => type === 'phone-changed')).toHaveLength(1)
})

test('where a phone number is optional, null and an empty field remove it, and the owner is notified', async () => {
  for (const phone_number of [null, '']) {
    const user = await aMember()
    const caller = await aCallerOf(user)
    await withSettings({ PHONE_NUMBER: 'optional' }, async () => {
      const changed = await updateProfile({ phone_number }, caller)
      expect(changed).toMatchObject({ ok: true, value: { user: { phone_number: null, first_name: user.firstName } } })
      expect(await updateProfile({ last_name: 'Hopper' }, caller)).toMatchObject({ ok: true })
    })
    expect((await rowsOf(user)).user).toMatchObject({ phoneNumber: null, lastName: 'Hopper' })
    expect(await emailsOf(user, 'phone-changed')).toHaveLength(1)
  }
})

test('where phone numbers are off, a sent number is ignored, and the stored one is kept but not shown', async () => {
  const user = await aMember()
  const caller = await aCallerOf(user)
  for (const phone_number of [aPerson().phone_number, 'x', null, 7]) {
    const changed = await withSettings({ PHONE_NUMBER: 'off' }, () =>
      updateProfile({ last_name: 'Hopper', phone_number }, caller),
    )
    expect(changed).toMatchObject({ ok: true, value: { user: { last_name: 'Hopper', phone_number: null } } })
  }
  expect((await rowsOf(user)).user?.phoneNumber).toBe(user.phoneNumber)
  expect(await emailsOf(user, 'phone-changed')).toEqual([])
})

test('where a phone number is required, an account without one works, and only a saved profile needs it', async () => {
  const user = await someone({ phoneNumber: null, verified: true })
  const caller = await aCallerOf(user)
  expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({
    value: { user: { phone_number: null } },
  })
  expect(await updateProfile({ last_name: 'Hopper' }, caller)).toMatchObject({ ok: true })
  for (const phone_number of [null, '']) {
    const refusal = await updateProfile({ last_name: 'King', phone_number }, caller)
    expect(refusal).toMatchObject({ code: 'invalid-input', fields: { phone_number: ['Enter your phone number.'] } })
  }
  const { phone_number } = aPerson()
  expect(await updateProfile({ phone_number }, caller)).toMatchObject({ ok: true, value: { user: { phone_number } } })
})

test('each field has the same rules as at registration [A1, A11, B14]', async () => {
  const user = await aMember()
  const caller = await aCallerOf(user)
  const before = await rowsOf(user)
  const wrong = [null, 1, true, [], {}, '', ' ', 'a\ud800', 'a\u0000b', 'x'.repeat(10_000)]
  for (const field of ['first_name', 'last_name', 'phone_number'])
    for (const value of wrong) {
      const refusal = await updateProfile({ [field]: value }, caller)
      expect(refusal).toMatchObject({ ok: false, code: 'invalid-input' })
      expect(refusal).toHaveProperty(`fields.${field}.0`, expect.any(String))
    }
  expect(await rowsOf(user)).toEqual(before)
})

test('updating requires a login before valid input', async () => {
  expect(await updateProfile({ first_name: 7 }, aCaller())).toEqual({ ok: false, code: 'unauthenticated', fields: {} })
})
