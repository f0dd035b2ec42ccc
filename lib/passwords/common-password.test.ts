import { dictionary } from '@zxcvbn-ts/language-common'
import { test } from 'playwright/test'
import { config } from '@/lib/config'
import { expect } from '@/test/expect'
import { isCommonPassword } from './common-password'

test('common passwords are rejected, in any case of letters', () => {
  const common = ['12345678', 'password123', 'passwordpassword', '123456789012345', 'qwertyuiopasdfgh', '987654321098']
  for (const password of common) {
    expect(isCommonPassword(password), password).toBe(true)
    expect(isCommonPassword(password.toUpperCase()), password).toBe(true)
  }
})

test("the product's name alone is rejected", () => {
  expect(isCommonPassword(config().APP_NAME.toUpperCase())).toBe(true)
  expect(isCommonPassword(`${config().APP_NAME} and more`)).toBe(false)
})

test('an ordinary password is accepted', () => {
  const ordinary = [
    'securepassword',
    'correct horse battery staple',
    'éàéüéöéàéüéöéàé',
    'my password123',
    'qwertyuiop?asdf',
  ]
  for (const password of ordinary) expect(isCommonPassword(password), password).toBe(false)
})

test('the list contains thousands of passwords that are long enough', () => {
  const longEnough = dictionary['passwords-common'].filter((password) => [...password].length >= 8)
  expect(longEnough.length).toBeGreaterThan(3000)
  expect(longEnough.every(isCommonPassword)).toBe(true)
})
