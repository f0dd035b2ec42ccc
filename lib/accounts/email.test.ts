import fc from 'fast-check'
import { test } from 'playwright/test'
import { anyText } from '@/e2e/support/any-text'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { cpuTime } from '@/test/cpu-time'
import { expect } from '@/test/expect'
import { email } from './email'

const accepted = (address: unknown) => email.safeParse(address).success

const good = [
  'vaishb@gmail.com',
  'Mike+tag@Example.COM',
  "o'brien@example.co.uk",
  'a@b.co',
  '1.2.3@4.example',
  '!#$%&*/=?^_`{|}~-@example.com',
  'x@xn--jgeva-dua.ee',
  `${'a'.repeat(242)}@example.com`,
]
for (const address of good) {
  test(`${address.slice(0, 40)} is a valid email`, () => {
    expect(email.parse(`  ${address}\n`)).toBe(address)
  })
}

const bad = {
  'nothing before the @': '@example.com',
  'nothing after the @': 'ada@',
  'no @': 'ada.example.com',
  'two @': 'a@evil.test@example.com',
  'one label': 'ada@localhost',
  'a dot at the start': '.ada@example.com',
  'two dots': 'ada..b@example.com',
  'an empty label': 'ada@example..com',
  'a final dot': 'ada@example.com.',
  'a hyphen that ends a label': 'ada@example-.com',
  'a label of 64': `ada@${'a'.repeat(64)}.com`,
  '255 characters': `${'a'.repeat(243)}@example.com`,
  'a list [C4]': 'v@example.com,a@evil.test',
  'a blank [C4]': 'v@example.com a@evil.test',
  'a header [C4]': 'v@example.com\r\nBcc: a@evil.test',
  'a quoted part [C4]': '"a@evil.test x"@example.com',
  'angle brackets [C4]': '<v@example.com>',
  'a display name [C4]': 'V <v@example.com>',
  'an address literal': 'ada@[127.0.0.1]',
  'a comment': 'ada(comment)@example.com',
  'NUL [A11]': 'ada\u0000@example.com',
  'half a surrogate pair [A11]': 'ada\ud800@example.com',
  'a dotless i [A4]': 'mıke@example.com',
  'a long s [A4]': 'mikeſ@example.com',
  'a Kelvin sign [A4]': 'mi\u212Ae@example.com',
  'a sharp s [A4]': 'straße@example.com',
  'a ligature [A4]': 'ﬁnn@example.com',
  'a fullwidth @ [A4]': 'mike＠example.com',
  'a dotless i in the domain [A4]': 'mike@gıthub.com',
  'a combining accent [A4]': 'mike\u0301@example.com',
  'a zero-width space [A4]': 'mi\u200bke@example.com',
}
for (const [what, address] of Object.entries(bad)) {
  test(`an email with ${what.replace(/(.*?)( \[.*)?$/, '$1 is rejected$2')}`, () => {
    expect(accepted(address)).toBe(false)
  })
}

test('a value that is not text is rejected [A1, B14]', () => {
  for (const value of [undefined, null, 1, true, {}, { $gt: '' }, ['a@example.com', 'b@example.com'], '', ' '])
    expect(accepted(value)).toBe(false)
})

test('emails that differ only in the case of ASCII letters are the same [A4]', () => {
  expect(canonicalEmail(' MIKE@Example.COM ')).toBe('mike@example.com')
  fc.assert(
    fc.property(anyText(), (text) => {
      const canonical = canonicalEmail(text)
      expect(canonical).toBe(text.trim().replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32)))
      expect(canonicalEmail(canonical)).toBe(canonical)
    }),
  )
})

test('no letter outside ASCII is treated as an ASCII letter [A4]', () => {
  const beyond = Array.from({ length: 0x10000 - 0x80 }, (_, index) => String.fromCharCode(0x80 + index))
  // Spaces around an email are removed, as in every field.
  const changed = beyond.filter((sign) => sign.trim() !== '' && canonicalEmail(sign) !== sign)
  expect(changed).toEqual([])
})

test('every accepted email is plain ASCII with one @ and at most 254 characters', () => {
  const nearly = fc.stringMatching(/^[a-zA-Z0-9.@ı\u212Aſ＠ -]{1,40}$/)
  fc.assert(
    fc.property(fc.oneof(nearly, fc.emailAddress(), anyText()), (text) => {
      const parsed = email.safeParse(text)
      if (parsed.success) expect(parsed.data).toMatch(/^(?=.{3,254}$)[!-?A-~]+@[a-zA-Z0-9.-]+$/)
    }),
  )
})

test('50 kB that almost form an email are rejected at once, and so are 254 characters [L5]', async () => {
  const parts = ['a.', 'a@a.', 'a', '-', 'a-', '.', '@']
  const long = parts.flatMap((part) => ['', '@', '!', '@a', ' '].map((end) => part.repeat(50_000 / part.length) + end))
  const short = parts.map((part) => `a@${part.repeat(251 / part.length)}!`)
  // A regular expression that backtracks would take many seconds.
  expect(await cpuTime(() => expect([...long, ...short].filter(accepted)).toEqual([]))).toBeLessThan(1_000)
})

test('two emails are the same only if nothing but the case of ASCII letters differs [A4]', () => {
  const near = fc.stringMatching(/^[aAkKiIsSıſ\u212A@.\u0130]{1,6}$/)
  fc.assert(
    fc.property(near, near, (one, other) => {
      const folded = (text: string) =>
        [...text].map((sign) => (/[A-Z]/.test(sign) ? sign.toLowerCase() : sign)).join('')
      expect(canonicalEmail(one) === canonicalEmail(other)).toBe(folded(one) === folded(other))
    }),
    { numRuns: 1_000 },
  )
})

test('parsing an accepted email again changes nothing, and no value makes the rule throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), anyText(), fc.anything()), (value) => {
      const once = email.safeParse(value)
      if (once.success) expect(email.parse(once.data)).toBe(once.data)
    }),
    { numRuns: 1_000 },
  )
})
