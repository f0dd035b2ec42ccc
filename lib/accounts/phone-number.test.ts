import fc from 'fast-check'
import { test } from 'playwright/test'
import { anyText } from '@/e2e/support/any-text'
import { cpuTime } from '@/test/cpu-time'
import { expect } from '@/test/expect'
import { optionalPhoneNumber, phoneNumber } from './phone-number'

const kept: [typed: string, stored: string][] = [
  ['1234567890', '1234567890'],
  ['0012345678', '0012345678'],
  ['00 44 20 7946 0958', '00442079460958'],
  ['+44 20 7946 0958', '+442079460958'],
  ['(212) 555-0123', '2125550123'],
  ['+1 (212) 555.0123', '+12125550123'],
  ['+49 [30] 901820', '+4930901820'],
  ['03‑1234‑5678', '0312345678'],
  ['03–1234–5678', '0312345678'],
  ['06\u00a012\u00a034\u00a056\u00a078', '0612345678'],
  ['  +91 98765 43210  ', '+919876543210'],
  ['123456789012345', '123456789012345'],
]
for (const [typed, stored] of kept) {
  test(`${typed.trim()} is stored as ${stored} [A13]`, () => {
    expect(phoneNumber.parse(typed)).toBe(stored)
  })
}

const refused: Record<string, unknown> = {
  'nine digits': '123456789',
  'sixteen digits': '1234567890123456',
  'a plus within': '12345+67890',
  'two plus signs': '++1234567890',
  'a plus at the end': '1234567890+',
  letters: '1-800-FLOWERS1',
  'an extension': '2125550123 ext. 4',
  'Arabic digits': '١٢٣٤٥٦٧٨٩٠',
  'Devanagari digits': '१२३४५६७८९०',
  'fullwidth digits': '１２３４５６７８９０',
  NUL: '12345\u000067890',
  'half a surrogate pair': '1234567890\ud800',
  'no digit': '-----------',
  'more than fifty characters': `1234567890${' '.repeat(45)}1`,
  'ten digits and much else': '1'.repeat(10) + '-'.repeat(100_000),
  'a number': 1234567890,
  'a list': ['1234567890'],
  nothing: '',
}
for (const [what, typed] of Object.entries(refused)) {
  test(`a phone number of ${what} is rejected [A13]`, () => {
    expect(phoneNumber.safeParse(typed).success).toBe(false)
  })
}

for (const [what, given] of Object.entries({ 'a missing member': undefined, null: null, nothing: '', spaces: ' \t' })) {
  test(`where it is optional, ${what} means no phone number`, () => {
    expect(optionalPhoneNumber.parse(given) ?? null).toBe(null)
  })
}

test('where it is optional, a phone number that is given follows the same rule', () => {
  for (const [typed, stored] of kept) expect(optionalPhoneNumber.parse(typed)).toBe(stored)
  const { nothing: _, 'no digit': __, ...others } = refused
  for (const [what, typed] of Object.entries(others))
    expect([what, optionalPhoneNumber.safeParse(typed).success]).toEqual([what, false])
})

test('separators between the digits change nothing, and no digit is lost [A13]', () => {
  const digits = fc.stringMatching(/^\+?[0-9]{10,15}$/)
  const sign = fc.constantFrom(' ', '.', '-', '(', ')', '[', ']', '')
  fc.assert(
    fc.property(digits, fc.array(sign, { maxLength: 15 }), (number, signs) => {
      const typed = [...number].map((digit, index) => digit + (signs[index] ?? '')).join('')
      fc.pre(!typed.includes('(0)'))
      expect(phoneNumber.parse(typed)).toBe(number)
    }),
  )
})

test('invisible characters copied along with a number are removed', () => {
  const copied = {
    '+44 (0)20 7946 0958': '+442079460958',
    '+81 (0)3-1234-5678': '+81312345678',
    '\u202a+49 151 23456789\u202c': '+4915123456789',
    '(020) 7946 0958': '02079460958',
  }
  for (const [typed, kept] of Object.entries(copied)) {
    expect(phoneNumber.parse(typed)).toBe(kept)
  }
})

test('parsing a stored number again changes nothing, it contains only digits, and no value makes the rule throw [A13]', () => {
  const typed = fc.stringMatching(/^[+0-9 ().\-[\]\u00a0\u2010\u202a٠１]{8,24}$/)
  fc.assert(
    fc.property(fc.oneof(typed, anyText(), fc.anything()), (value) => {
      const once = phoneNumber.safeParse(value)
      if (!once.success) return
      expect(once.data).toMatch(/^\+?[0-9]{10,15}$/)
      expect(phoneNumber.parse(once.data)).toBe(once.data)
    }),
    { numRuns: 1_000 },
  )
})

test('50 kB that almost form a number are rejected at once [L5]', async () => {
  const parts = ['1', '+', '+1', '(0)', '+(0', ' ', '\u202a', '\u202a+', '-1']
  const long = parts.flatMap((part) => ['', '(0)', '!'].map((end) => part.repeat(50_000 / part.length) + end))
  const passed = () => long.filter((text) => phoneNumber.safeParse(text).success)
  // A regular expression that backtracks would take many seconds.
  expect(await cpuTime(() => expect(passed()).toEqual([]))).toBeLessThan(1_000)
})
