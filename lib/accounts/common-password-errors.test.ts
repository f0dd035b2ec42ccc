import { aPerson } from '@/e2e/support/steps/person'
import { aCaller } from '@/test/accounts/callers'
import { expect, test } from '@/test/unit'
import { register } from './register'

test('a common password is reported together with the errors of other fields', async () => {
  const refused = await register({ ...aPerson(), email: 'ada@', password: 'password123' }, aCaller())
  expect(refused).toMatchObject({
    code: 'invalid-input',
    fields: {
      email: ['Enter a full email address, like name@example.com.'],
      password: ['This password is too common. Choose another.'],
    },
  })
})

test('a password that breaks another rule gets only that error, and no input makes the check throw', async () => {
  for (const password of ['111', 7, null]) {
    const refused = await register({ ...aPerson(), email: 'ada@', password }, aCaller())
    expect(refused).toHaveProperty('fields.password.length', 1)
  }
  for (const input of [null, 7, 'password', []]) expect(await register(input, aCaller())).toMatchObject({ ok: false })
})
