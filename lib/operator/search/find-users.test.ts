import { commands } from '@/lib/operator/commands'
import { tendNameKeys } from '@/lib/operator/tend-name-keys'
import { changeAccount } from '@/test/accounts/account-now'
import { disable } from '@/test/accounts/someone'
import { allPages, aMark, anAccount, find, found, idsOf, operator } from '@/test/operator/found-users'
import { expect, test } from '@/test/unit'

test('an account is found alone by its ID, its email in any case, and its phone number in any spelling', async () => {
  const mark = aMark()
  const digits = `49${String(Date.now()).slice(-11)}`
  const user = await anAccount({ email: `${mark}@example.co`, phoneNumber: `+${digits}` })
  await anAccount({ email: `${mark}@example.com` })
  const spellings = [`+${digits}`, `00${digits}`, digits, `+49 (0) ${digits.slice(2, 6)}-${digits.slice(6)}`]
  for (const text of [user.id, ` ${user.id.toUpperCase()} `, `${mark.toUpperCase()}@Example.co`, ...spellings])
    expect(await found(text)).toMatchObject({ users: [{ id: user.id }], next: null })
})

test('a whole email or number that nobody has is searched as the beginning of one', async () => {
  const mark = aMark()
  const number = String(Date.now()).slice(-12)
  const long = await anAccount({ email: `${mark}@example.com` })
  const numeric = await anAccount({ email: `${number}@example.com` })
  expect(await idsOf(`${mark}@example.co`)).toEqual([long.id])
  expect(await idsOf(number)).toEqual([numeric.id])
})

test('a word finds emails that begin with it, then first names, then last names, each account once', async () => {
  const mark = aMark()
  const byLastName = await anAccount({ firstName: 'Ada', lastName: `${mark} Byron` })
  const byFirstNames = [
    await anAccount({ firstName: `${mark.toUpperCase()}b`, lastName: 'X' }),
    await anAccount({ firstName: `${mark}a`, lastName: mark }),
  ]
  const byEmails = [
    await anAccount({ email: `${mark}.b@example.com` }),
    await anAccount({ email: `${mark}.a@example.com`, firstName: mark, lastName: mark }),
  ]
  const inOrder = [...byEmails.reverse(), ...byFirstNames.reverse(), byLastName].map(({ id }) => id)
  expect(await idsOf(mark)).toEqual(inOrder)
  for (const limit of [1, 2, 3, 4]) expect(await allPages(mark, limit)).toEqual(inOrder)
  expect(await idsOf(`${mark}.`)).toEqual(byEmails.map(({ id }) => id))
  expect(await idsOf(`${mark}.a@`)).toEqual([byEmails[0]!.id])
  expect(await idsOf(` ${mark}A   ${mark.slice(0, 3)}`)).toEqual([byFirstNames[0]!.id])
  expect(await idsOf(`${mark} byr`)).toEqual([byLastName.id])
})

test('a renamed account is found by its new name alone', async () => {
  const [before, after] = [aMark(), aMark()]
  const user = await anAccount({ firstName: before })
  await changeAccount(user, { firstName: after })
  await tendNameKeys()
  expect(await idsOf(before)).toEqual([])
  expect(await idsOf(after)).toEqual([user.id])
})

test('a text that no email or name can begin with finds nobody', async () => {
  await anAccount({})
  for (const text of ['zoë@', 'ada@ x', '+49 1511234567', '\u{10ffff}', crypto.randomUUID()])
    expect(await found(text)).toEqual({ users: [], next: null })
})

test('a state narrows an exact hit, and cannot be combined with a beginning', async () => {
  const user = await anAccount({ email: `${aMark()}@example.com` })
  expect(await idsOf(user.email, { state: 'disabled' })).toEqual([])
  await disable(user)
  expect(await idsOf(user.email, { state: 'disabled' })).toEqual([user.id])
  expect(await idsOf(user.phoneNumber, { state: 'to-be-deleted' })).toEqual([])
  const refused = { code: 'invalid-input', fields: { state: [expect.stringContaining('can’t be combined')] } }
  for (const text of ['ada', 'ada@', 'ada b']) expect(await find(text, { state: 'disabled' })).toMatchObject(refused)
})

for (const text of ['', '  ', 'a\0', 'a\ud800', 'a\nb', 'x'.repeat(255), 7])
  test(`the text ${JSON.stringify(text).slice(0, 20)} is refused`, async () => {
    expect(await commands['users find']({ text }, operator)).toMatchObject({
      code: 'invalid-input',
      fields: { text: [expect.stringContaining('must be an ID')] },
    })
  })
