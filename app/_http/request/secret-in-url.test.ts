import fc from 'fast-check'
import { test } from 'playwright/test'
import { anyText } from '@/e2e/support/any-text'
import { expect } from '@/test/expect'
import { hasSecretInUrl } from './secret-in-url'

const said = (search: string) => hasSecretInUrl(new URL(`http://localhost/login${search}`).searchParams)

test('an email, a password or a token in the URL is detected, however it is written [B11]', () => {
  for (const search of [
    '?email=a@b.co',
    '?password=x',
    '?new_password=x',
    '?token=x',
    '?access_token=x',
    '?a=b&password=',
    '?%70assword=x',
    '?email',
  ])
    expect([search, said(search)]).toEqual([search, true])
})

test('other parameters are allowed', () => {
  for (const search of ['', '?', '?next=/account', '?notice=logged-out', '?emails=x', '?a=email', '#token=x'])
    expect([search, said(search)]).toEqual([search, false])
})

test('a secret is detected at any position and in any encoding, and nothing else is mistaken for one [B11]', () => {
  const secrets = ['email', 'password', 'current_password', 'new_password', 'new_email', 'token', 'access_token']
  const encoded = (name: string) => [...name].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join('')
  const pairs = fc.array(
    fc.tuple(
      fc.string(),
      anyText().map((text) => text.toWellFormed()),
    ),
  )
  fc.assert(
    fc.property(pairs, fc.constantFrom(...secrets), fc.boolean(), fc.nat(), (others, name, hidden, at) => {
      const query = others.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
      expect(said(`?${query.join('&')}`)).toBe(others.some(([key]) => secrets.includes(key)))
      query.splice(at % (query.length + 1), 0, `${hidden ? encoded(name) : name}=x`)
      expect(said(`?${query.join('&')}`)).toBe(true)
    }),
  )
})
