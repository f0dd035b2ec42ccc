import fc from 'fast-check'
import { test } from 'playwright/test'
import { anyText } from '@/e2e/support/any-text'
import { cpuTime } from '@/test/cpu-time'
import { expect } from '@/test/expect'
import { registerInput } from './schema'

const { first_name: name } = registerInput.required.shape

const names = ['X', 'O’Brien', "O'Brien", '李', 'Nguyễn', 'Nguyê\u0303n', 'Ada Augusta', 'नीलेश', 'محمد', 'J. R. R.']
for (const text of [...names, 'علی\u200cرضا', '🦊', '<script>alert(1)</script>', '{{7*7}}', 'a'.repeat(100)]) {
  test(`${text.slice(0, 30)} is accepted as a name and stored unchanged [A19]`, () => {
    expect(name.parse(` ${text}\t`)).toBe(text)
  })
}

test('names are counted in code points: 100 are accepted, 101 are not [A19]', () => {
  for (const sign of ['a', '李', '🦊']) {
    expect(name.parse(sign.repeat(100))).toBe(sign.repeat(100))
    expect(name.safeParse(sign.repeat(101)).success).toBe(false)
  }
})

test('a name without a visible character is rejected [A1]', () => {
  for (const text of ['', ' ', '\t\n', '\u00a0\u3000', undefined, null, 7, true, {}, ['Ada']])
    expect(name.safeParse(text).success).toBe(false)
})

test('a name with control characters, line breaks or half a surrogate pair is rejected [A11, A16, I3]', () => {
  for (const sign of ['\0', '\r\n', '\n', '\t', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029', '\ud800', '\udc00'])
    expect([sign, name.safeParse(`Bob${sign}Bcc: x@evil.test`).success]).toEqual([sign, false])
})

test('every accepted name can be stored and fits on one line', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 120 }), (text) => {
      const parsed = name.safeParse(text)
      if (!parsed.success) return
      expect(parsed.data).toBe(text.trim())
      expect(parsed.data.isWellFormed()).toBe(true)
      expect(parsed.data).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}/u)
    }),
  )
})

test('parsing an accepted name again changes nothing, and 50 kB of anything are rejected at once [A19 L5]', async () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.anything()), (value) => {
      const once = name.safeParse(value)
      if (once.success) expect(name.parse(once.data)).toBe(once.data)
    }),
    { numRuns: 500 },
  )
  const refuseAll = () => {
    for (const sign of [' ', 'a', 'a ', '\u0301', '\0', '🦊'])
      expect(name.safeParse(sign.repeat(50_000)).success).toBe(false)
  }
  expect(await cpuTime(refuseAll)).toBeLessThan(1_000)
})
