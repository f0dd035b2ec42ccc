import { packId } from '@/lib/secrets/packed-id'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { claimsOf } from '@/test/links/forge-token'
import { expect, test } from '@/test/unit'
import { readResetToken, signResetToken } from './reset-token'

const id = '019cc45f-5b0c-7000-8000-000000000001'
const userId = '019cc45f-5b0c-7000-8000-000000000002'
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)

test('a token names its row and its user until it expires', async () => {
  const token = await signResetToken({ id, userId, expiresAt: inMinutes(60) })
  expect(await readResetToken(token)).toEqual({ id, userId, expired: false })
})

test('the same row always gives the same token, so it need not be stored [C9]', async () => {
  const reset = { id, userId, expiresAt: inMinutes(60) }
  expect(await signResetToken(reset)).toBe(await signResetToken(reset))
})

test('an expired token is read as expired, with a minute’s tolerance for clock differences [C8, E5]', async () => {
  const read = async (minutes: number) =>
    readResetToken(await signResetToken({ id, userId, expiresAt: inMinutes(minutes) }))
  expect(await read(-0.5)).toEqual({ id, userId, expired: false })
  expect(await read(-1.5)).toEqual({ id, userId, expired: true })
  expect(await read(-100_000)).toEqual({ id, userId, expired: true })
})

test('a token contains no personal data and is valid for at most an hour [E5, E8]', async () => {
  const user = await someone()
  const { id, token } = await aResetLink(user)
  const claims = claimsOf(token)
  expect(claims).toEqual({
    jti: packId(id),
    sub: packId(user.id),
    iss: 'http://localhost:3000',
    aud: 'pr',
    iat: expect.any(Number),
    exp: expect.any(Number),
  })
  expect(Number(claims.exp) - Number(claims.iat)).toBe(3600)
  const decoded = token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString())
    .join()
  for (const personal of [user.email, user.phoneNumber, user.firstName, user.lastName, user.passwordHash])
    expect(decoded).not.toContain(personal)
})
