import { appCode } from '@/e2e/support/app-code'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { appUri, checkCode, clockOffset, newSecret } from './totp'

/** RFC 6238, appendix B: the last six digits of its codes of eight, for its secret in base32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
]
const NOW = 1_234_567_890
const STEP = NOW / 30
const inSteps = (steps: number) => appCode(RFC_SECRET, NOW, steps)

test('the codes are those of RFC 6238, also of the authenticator that the tests use', () => {
  for (const [seconds, code] of vectors) {
    expect(checkCode(RFC_SECRET, code, seconds)).toEqual({ timeStep: Math.floor(seconds / 30) })
    expect(appCode(RFC_SECRET, seconds)).toBe(code)
  }
})

test('exactly the steps −1, 0 and +1 are accepted, at the beginning and at the end of a step [M6]', () => {
  for (const now of [NOW, NOW + 0.001, NOW + 29.999]) {
    const accepted = [-11, -10, -3, -2, -1, 0, 1, 2, 3, 10, 11].filter((steps) => {
      const checked = checkCode(RFC_SECRET, inSteps(steps), now)
      if (typeof checked === 'string') return false
      expect(checked.timeStep).toBe(STEP + steps)
      return true
    })
    expect(accepted, String(now)).toEqual([-1, 0, 1])
  }
})

test('a code of the last used step or an earlier one was used, one of a later step was not [M5]', () => {
  const checked = (steps: number, lastStep: number) => checkCode(RFC_SECRET, inSteps(steps), NOW, lastStep)
  for (const steps of [-1, 0, 1]) {
    expect(checked(steps, STEP + steps)).toBe('used')
    expect(checked(steps, STEP + steps + 1)).toBe('used')
    expect(checked(steps, STEP + steps - 1)).toEqual({ timeStep: STEP + steps })
  }
  // The database's clock was set back.
  expect(checked(0, STEP + 1_000)).toBe('used')
  expect(checkCode(RFC_SECRET, '000000', NOW, STEP + 1_000)).toBe('wrong')
})

test('a code of another form is a wrong one and throws nothing', () => {
  const right = inSteps(0)
  const fullwidth = [...right].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
  const others = ['', right.slice(1), `${right}0`, `0${right}`, ` ${right}`, `${right}\n`, fullwidth, 'abcdef', '1e5']
  for (const code of [...others, '-12345', '١٢٣٤٥٦', '\0'.repeat(6), '9'.repeat(100_000)]) {
    expect(checkCode(RFC_SECRET, code, NOW), code).toBe('wrong')
    expect(clockOffset(RFC_SECRET, code, NOW), code).toBeUndefined()
  }
})

test('a secret has 160 bits, is never the same twice and works in an app', () => {
  const secrets = Array.from({ length: 50 }, newSecret)
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(new Set(secrets).size).toBe(50)
  expect(checkCode(secrets[0]!, appCode(secrets[0]!, NOW), NOW)).toEqual({ timeStep: STEP })
  expect(checkCode(secrets[0]!, inSteps(0), NOW)).toBe('wrong')
})

test('a setup can say how far a phone’s clock is off, up to five minutes', () => {
  for (const steps of [-10, -8, -1, 0, 1, 8, 10]) expect(clockOffset(RFC_SECRET, inSteps(steps), NOW)).toBe(steps)
  for (const steps of [-11, 11, 100]) expect(clockOffset(RFC_SECRET, inSteps(steps), NOW)).toBeUndefined()
})

test('the address for apps escapes a blank as %20 and has a colon only between site and email', async () => {
  const uriOf = (name: string, email: string) => withSettings({ APP_NAME: name }, async () => appUri(RFC_SECRET, email))
  expect(await uriOf('Rekey', 'ann@example.com')).toBe(
    `otpauth://totp/Rekey:ann%40example.com?secret=${RFC_SECRET}&issuer=Rekey`,
  )
  const odd = new URL(await uriOf('Bücher & Co: 1+1', "a+b&c'd?e#f@example.com"))
  expect(odd.href).not.toMatch(/[+\s]/)
  expect(odd.searchParams.get('issuer')).toBe('Bücher & Co 1+1')
  expect([...odd.searchParams.keys()]).toEqual(['secret', 'issuer'])
  expect(decodeURIComponent(odd.pathname).split(':')).toEqual([
    expect.stringMatching(/Bücher & Co 1\+1$/),
    "a+b&c'd?e#f@example.com",
  ])
})
