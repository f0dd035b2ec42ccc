import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { hashSessionToken, newSessionToken } from './session-token'

test('a token is 256 random bits that fit a header and a cookie, each one new [F2]', () => {
  const tokens = Array.from({ length: 1000 }, () => newSessionToken().token)
  expect(new Set(tokens).size).toBe(1000)
  expect(tokens.filter((token) => !/^[\w-]{43}$/.test(token))).toEqual([])
})

test('only a digest of the token is stored, from which the token cannot be recovered [F2]', () => {
  const { token, tokenHash } = newSessionToken()
  expect(tokenHash).toBe(hashSessionToken(token))
  expect(tokenHash).not.toContain(token)
  // SHA-256 of "abc", FIPS 180-2.
  expect(hashSessionToken('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
})
