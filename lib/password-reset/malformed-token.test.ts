import fc from 'fast-check'
import { anyText } from '@/e2e/support/any-text'
import { keysFor } from '@/lib/secrets/secrets'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { cpuTime } from '@/test/cpu-time'
import { aResetLink } from '@/test/links/a-reset-link'
import { claimsOf, forge } from '@/test/links/forge-token'
import { expect, test } from '@/test/unit'
import { readResetLink } from './reset-link'
import { resetPassword } from './reset-password'
import { readResetToken } from './reset-token'

const header = { alg: 'HS256', typ: 'pr+jwt' }

test('only a complete token is accepted [E9]', async () => {
  const { token } = await aResetLink(await someone({ passwordHash: 'old' }))
  const [head, body, signature] = token.split('.')
  const broken = [
    '',
    '.',
    '..',
    '...',
    head!,
    `${head}.${body}`,
    `${head}.${body}.`,
    `${token}.`,
    `${token}.${signature}`,
    `.${token}`,
    `${head}.${body}.${body}.${body}.${signature}`,
    token.slice(0, -1),
    token.slice(1),
    `${head}..${signature}`,
    token.replaceAll('.', ' '),
    `Bearer ${token}`,
    `${token}\0`,
    token.split('').reverse().join(''),
    JSON.stringify({ payload: body, protected: head, signature }),
    `${head}.${Buffer.from(JSON.stringify({ ...claimsOf(token), exp: 9e9 })).toString('base64url')}.${signature}`,
  ]
  for (const text of broken) expect((await readResetLink(text)).state, text).toBe('link-invalid')
})

test('a token of 100 kB, deeply nested, or of invalid UTF-8 is refused at once, even when it is signed by us [E9]', async () => {
  const [key] = keysFor('password-reset') as [Uint8Array]
  const monsters = [
    'a'.repeat(100_000),
    `${'a'.repeat(50_000)}.${'b'.repeat(50_000)}.c`,
    '.'.repeat(100_000),
    forge(header, { padding: 'x'.repeat(100_000) }, key),
    forge(header, `${'['.repeat(10_000)}${']'.repeat(10_000)}`, key),
    forge(header, `{"jti":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`, key),
    forge(header, Buffer.from([0x7b, 0x22, 0xff, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]), key),
    forge(Buffer.from([0xff, 0xfe, 0x7b]), '{}', key),
    ...['null', '[]', '7', '"text"', '{', ''].map((claims) => forge(header, claims, key)),
  ]
  const readAll = async () => {
    for (const text of monsters) expect(await readResetToken(text)).toBeUndefined()
  }
  expect(await cpuTime(readAll)).toBeLessThan(1_000)
})

test('reading arbitrary text neither throws nor finds a token [E9]', async () => {
  const segment = fc.oneof(
    anyText(),
    fc.base64String(),
    fc.json().map((text) => btoa(encodeURI(text))),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(segment, { maxLength: 5 }), async (segments) => {
      expect(await readResetToken(segments.join('.'))).toBeUndefined()
    }),
  )
})

test('the same signature in another encoding is the same link and is used up with it [E7]', async () => {
  for (const first of ['as emailed', 'rewritten'] as const) {
    const { token } = await aResetLink(await someone({ passwordHash: 'old' }))
    const tokens = first === 'as emailed' ? [token, ...rewritten(token)] : [...rewritten(token), token]
    const results = []
    for (const [index, text] of tokens.entries())
      results.push(await resetPassword({ token: text, new_password: `a new password ${index}` }, aCaller()))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  }
})

/** The last of 43 characters holds two bits that decode to nothing. */
function rewritten(token: string): string[] {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(token.at(-1)!)
  const twins = [1, 2, 3].map((bits) => token.slice(0, -1) + alphabet[last ^ bits])
  return [...twins, `${token}=`, `${token}==`, `${token} `, `${token}\n`]
}
