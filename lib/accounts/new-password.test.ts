import fc from 'fast-check'
import { expect, test } from '@/test/unit'
import { refusedPassword } from './password-rule'
import { newPassword } from './schema'

const accepted = (password: unknown) => newPassword.safeParse(password).success
const ada = 'Ada.Byron@Example.com'

test('passwords are counted in code points, from 8 to 256 [A6]', () => {
  for (const sign of ['x', 'é', '密', '🦊']) {
    expect([7, 8, 256, 257].map((count) => accepted(sign.repeat(count)))).toEqual([false, true, true, false])
  }
})

test('a password may consist of any characters, and none are required [A6]', () => {
  const fine = [
    'allbylowercase',
    '48151623422',
    'éàéüéöéàéüéöéàé',
    '   spaces   ',
    'nul\0nul\0',
    'tab\ttab\n',
    '🦊🐻🐼🦁🐯🐨🐸🐵',
  ]
  for (const password of [...fine, `${'sixteen letters '.repeat(4)}`]) {
    expect(newPassword.parse(password)).toBe(password)
    expect(refusedPassword(password, ada)).toBeUndefined()
  }
})

test('the password of the README’s first example is accepted', () => {
  expect(newPassword.parse('securepassword')).toBe('securepassword')
  expect(refusedPassword('securepassword', 'vaishb@gmail.com')).toBeUndefined()
})

test('spaces at both ends of a password are kept [A6]', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^ {0,5}[a-z ]{8,20} {0,5}$/), (password) => {
      expect(newPassword.parse(password)).toBe(password)
    }),
  )
})

test('composed and decomposed accents give the same password [A10]', () => {
  const composed = 'crème brûlée'.normalize('NFC')
  expect(newPassword.parse(composed.normalize('NFD'))).toBe(composed)
  // Eight code points as typed, but seven once composed.
  expect(accepted('abcdefe\u0301')).toBe(false)
})

test('letters that only look alike stay different passwords', () => {
  for (const [one, other] of [
    ['ﬁnancial year', 'financial year'],
    ['ｐａｓｓ ｐｈｒａｓｅ', 'pass phrase'],
    ['straße 12', 'strasse 12'],
  ])
    expect(newPassword.parse(one)).not.toBe(newPassword.parse(other))
})

test('half a surrogate pair is rejected, because systems hash it differently [A11]', () => {
  for (const password of ['abcdefgh\ud800', '\udc00abcdefgh', 'abcd\ude00\ud83defgh'])
    expect(accepted(password)).toBe(false)
})

test('a value that is not text is rejected as a password [A1, B14]', () => {
  for (const value of [undefined, null, 12345678, true, {}, ['a long password'], ''])
    expect(accepted(value)).toBe(false)
})

const common = [
  'password',
  'passwordpassword',
  '123456789012345',
  'qwertyuiopasdfgh',
  'PASSWORD1',
  'iloveyou',
  '12345678',
]
for (const password of common) {
  test(`${password} is rejected, with the reason [A7]`, () => {
    expect(refusedPassword(password, ada)).toContain('too common')
  })
}

test('your own email is rejected as a password, in any case of letters [A8]', () => {
  for (const password of [ada, ada.toLowerCase(), ada.toUpperCase(), ` ${ada} `])
    expect(refusedPassword(password, ada)).toContain('email address')
  expect(refusedPassword(`${ada}!`, ada)).toBeUndefined()
})
