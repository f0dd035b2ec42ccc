import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { anyText } from '@/e2e/support/any-text'
import { confirmationKind } from '@/lib/confirmation/token'
import { DEVICE_DAYS, isKnownDevice, rememberDevice } from '@/lib/devices/known-devices'
import { kindOf } from '@/lib/links/mailed-link'
import { type LinkPurpose, linkMinutes } from '@/lib/rules/link-minutes'
import { claimsOf, forge } from '@/test/links/forge-token'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { keysFor } from './secrets'
import { readToken, signToken, type TokenKind } from './signed-token'

const id = '019cc45f-5b0c-7000-8000-000000000001'
const subject = '019cc45f-5b0c-7000-8000-000000000002'
const aSecret = () => randomBytes(32).toString('base64url')

/** Every kind of token. */
const kinds: TokenKind[] = [
  ...Object.keys(linkMinutes).map((purpose) => kindOf(purpose as LinkPurpose)),
  { purpose: 'device', minutes: DEVICE_DAYS * 24 * 60 },
  { purpose: 'trusted-browser', minutes: 30 * 24 * 60 },
  confirmationKind,
]

test('a token is valid for its own purpose and for no other [E2, M32]', async () => {
  for (const made of kinds) {
    const token = await fresh(made)
    for (const asked of kinds) {
      const claims = await readToken(asked, token)
      if (asked === made) expect(claims).toMatchObject({ id, subject, expired: false })
      else expect(claims, `${made.purpose} read as ${asked.purpose}`).toBeUndefined()
    }
  }
})

test('each purpose has its own key, type and audience, and none of them alone is enough [E2]', async () => {
  for (const own of kinds) {
    const claims = claimsOf(await fresh(own))
    const read = (key: string, type: string, audience: string) => {
      const header = { alg: 'HS256', typ: `${type}+jwt` }
      return readToken(own, forge(header, { ...claims, aud: audience }, keysFor(key)[0]!))
    }
    const { purpose, code = purpose } = own
    const other = purpose === 'not-me' ? 'device' : 'not-me'
    const otherName = purpose === 'not-me' ? 'device' : 'nm'
    expect(await read(purpose, code, code)).toMatchObject({ id })
    expect(await read(other, code, code)).toBeUndefined()
    expect(await read(purpose, otherName, code)).toBeUndefined()
    expect(await read(purpose, code, otherName)).toBeUndefined()
  }
})

test('a token that a former version signed for a link is read like a new one, which is much shorter [C8]', async () => {
  for (const kind of kinds.filter(({ code }) => code)) {
    const { purpose, minutes } = kind
    const [former, current] = [await fresh({ purpose, minutes }), await fresh(kind)]
    expect(await readToken(kind, former)).toEqual(await readToken(kind, current))
    expect(former.length - current.length, purpose).toBeGreaterThan(45)
  }
})

test('each kind of token is valid for its own time, even if it was signed for longer [E5]', async () => {
  const day = 24 * 60
  const minutes = Object.fromEntries(kinds.map((kind) => [kind.purpose, kind.minutes]))
  expect(minutes).toEqual({
    'password-reset': 60,
    'verify-email': day,
    registration: day,
    'confirm-email': day,
    'undo-email': 7 * day,
    'not-me': 7 * day,
    contest: 7 * day,
    device: 365 * day,
    'trusted-browser': 30 * day,
    confirmation: 10,
  })
  for (const kind of kinds) {
    const { iat, exp, ...rest } = claimsOf(await fresh(kind)) as { iat: number; exp: number }
    expect(exp - iat).toBe(kind.minutes * 60)
    const longer = { ...rest, iat, exp: exp + 1 }
    const header = { alg: 'HS256', typ: `${kind.code ?? kind.purpose}+jwt` }
    expect(await readToken(kind, forge(header, longer, keysFor(kind.purpose)[0]!))).toBeUndefined()
  }
})

test('an expired token is recognized as one of ours [D8r]', async () => {
  for (const kind of kinds) {
    const token = await signToken(kind, { id, subject, expiresAt: new Date(Date.now() - 120_000) })
    expect(await readToken(kind, token)).toMatchObject({ id, subject, expired: true })
  }
})

test('every kind of token is valid as long as the secret that signed it is in the list [E6]', async () => {
  const [old, next] = [aSecret(), aSecret()]
  for (const kind of kinds) {
    const token = await withSettings({ AUTH_SECRET: old }, () => fresh(kind))
    const under = (AUTH_SECRET: string) => withSettings({ AUTH_SECRET }, () => readToken(kind, token))
    expect(await under(`${next},${old}`)).toMatchObject({ id })
    expect(await under(next)).toBeUndefined()
  }
})

test('a browser is recognized by its cookie for the account named in it, and not by an emailed link [E2]', async () => {
  const user = { id: subject, devicesForgottenAt: null } as Parameters<typeof isKnownDevice>[1]
  expect(await isKnownDevice(await rememberDevice(undefined, subject), user)).toBe(true)
  expect(await isKnownDevice(await rememberDevice(undefined, id), user)).toBe(false)
  for (const kind of kinds.filter(({ purpose }) => purpose !== 'device'))
    expect(await isKnownDevice(await fresh(kind), user)).toBe(false)
})

function fresh(kind: TokenKind): Promise<string> {
  return signToken(kind, { id, subject, expiresAt: new Date(Date.now() + kind.minutes * 60_000) })
}

test('a token with any character changed is invalid [E1 E7 E9]', async () => {
  const kind = kinds[0]!
  const token = await fresh(kind)
  const sign = fc.constantFrom(...'AZaz09-_.=+/ \n\0é')
  const edit = fc.record({
    at: fc.nat({ max: token.length }),
    cut: fc.nat({ max: 3 }),
    put: fc.array(sign, { maxLength: 3 }),
  })
  const changed = fc
    .array(edit, { minLength: 1, maxLength: 3 })
    .map((edits) =>
      edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put.join('') + text.slice(at + cut), token),
    )
  // Other texts for the same bytes: unused bits of the last character, padding, spaces.
  const last = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map(
    (end) => token.slice(0, -1) + end,
  )
  const padded = ['=', '\n', ' '].flatMap((blank) => [
    token + blank,
    token.slice(0, -5) + blank + token.slice(-5),
    blank + token,
  ])
  for (const text of [...last, ...padded].filter((each) => each !== token))
    expect(await readToken(kind, text), text).toBeUndefined()
  await fc.assert(
    fc.asyncProperty(fc.oneof(changed, anyText()), async (text) => {
      fc.pre(text !== token)
      expect(await readToken(kind, text), text).toBeUndefined()
    }),
    { numRuns: 500 },
  )
})

test('a token names the row and owner that it was signed for, and can be made again identically [E7]', async () => {
  const moment = fc.date({
    min: new Date(Date.now() + 1_000),
    max: new Date(Date.now() + 500_000),
    noInvalidDate: true,
  })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), fc.uuid(), fc.uuid(), moment, async (kind, id, subject, expiresAt) => {
      const token = await signToken(kind, { id, subject, expiresAt })
      expect(await readToken(kind, token)).toMatchObject({ id, subject, expired: false })
      expect(await signToken(kind, { id, subject, expiresAt })).toBe(token)
    }),
    { numRuns: 100 },
  )
})
