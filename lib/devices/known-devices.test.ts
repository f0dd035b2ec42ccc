import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { keysFor } from '@/lib/secrets/secrets'
import { signToken } from '@/lib/secrets/signed-token'
import { someone } from '@/test/accounts/someone'
import { aLink } from '@/test/links/a-link'
import { claimsOf, forge } from '@/test/links/forge-token'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { DEVICE_DAYS, isKnownDevice, rememberDevice } from './known-devices'

const DAY = 86_400_000
const kind = { purpose: 'device', minutes: DEVICE_DAYS * 24 * 60 }
const aMember = () => someone({ passwordHash: 'old' })
const aSecret = () => randomBytes(32).toString('base64url')

test('a browser is known only to the account that logged in there [B18]', async () => {
  const [user, other] = [await aMember(), await aMember()]
  const cookie = await rememberDevice(undefined, user.id)
  expect(await isKnownDevice(cookie, user)).toBe(true)
  expect(await isKnownDevice(cookie, other)).toBe(false)
  for (const none of [undefined, '']) expect(await isKnownDevice(none, user)).toBe(false)
})

test('a browser can be known to five accounts; a sixth replaces the least recently used one', async () => {
  const members = await Promise.all(Array.from({ length: 6 }, aMember))
  let cookie: string | undefined
  for (const { id } of members.slice(0, 5)) cookie = await rememberDevice(cookie, id)
  for (const user of members.slice(0, 5)) expect(await isKnownDevice(cookie, user)).toBe(true)
  // The first logs in again, so the second is now the least recently used.
  cookie = await rememberDevice(cookie, members[0]!.id)
  cookie = await rememberDevice(cookie, members[5]!.id)
  const known = await Promise.all(members.map((user) => isKnownDevice(cookie, user)))
  expect(known).toEqual([true, false, true, true, true, true])
  expect(cookie.split('~')).toHaveLength(5)
  // RFC 6265 §6.1: browsers keep cookies up to this size.
  expect(`__Host-device=${cookie}`.length).toBeLessThan(4096)
})

test('the same account is not added twice', async () => {
  const { id } = await aMember()
  const once = await rememberDevice(undefined, id)
  expect((await rememberDevice(once, id)).split('~')).toHaveLength(1)
})

test('the cookie names accounts only by ID and lasts a year [E8]', async () => {
  const { id } = await aMember()
  const claims = claimsOf(await rememberDevice(undefined, id))
  expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sub'])
  expect(claims.sub).toBe(id)
  expect(Number(claims.exp) - Number(claims.iat)).toBe(365 * 86_400)
})

test('forged, expired, malformed and foreign tokens are ignored [E1, E2]', async () => {
  const user = await aMember()
  const good = await rememberDevice(undefined, user.id)
  const claims = claimsOf(good)
  const row = { id: uuidv7(), subject: user.id, expiresAt: new Date(Date.now() + DAY) }
  const bad = [
    forge({ alg: 'HS256', typ: 'device+jwt' }, claims, aSecret()),
    forge({ alg: 'HS256', typ: 'device+jwt' }, claims, keysFor('not-me')[0]!),
    forge({ alg: 'HS512', typ: 'device+jwt' }, claims, keysFor('device')[0]!, 'sha512'),
    forge({ alg: 'none', typ: 'device+jwt' }, claims, '').replace(/[^.]*$/, ''),
    await signToken(kind, { ...row, expiresAt: new Date(Date.now() - DAY) }),
    await signToken(
      { ...kind, minutes: kind.minutes * 2 },
      { ...row, expiresAt: new Date(Date.now() + 2 * 365 * DAY) },
    ),
    await signToken({ ...kind, purpose: 'not-me' }, row),
    (await aLink('verify-email', user)).token,
    good.slice(0, -6),
    '~~~',
    'x',
  ]
  for (const cookie of bad) expect(await isKnownDevice(cookie, user)).toBe(false)
  expect(await isKnownDevice(bad.slice(0, 4).concat(good).join('~'), user)).toBe(true)
})

test('ignored tokens are dropped when the cookie is renewed', async () => {
  const [user, other] = [await aMember(), await aMember()]
  const had = ['x', forge({ alg: 'HS256' }, {}, 'x'), await rememberDevice(undefined, other.id)].join('~')
  const cookie = await rememberDevice(had, user.id)
  expect(cookie.split('~')).toHaveLength(2)
  for (const each of [user, other]) expect(await isKnownDevice(cookie, each)).toBe(true)
})

test('only the first five tokens of an oversized cookie are read', async () => {
  const user = await aMember()
  const good = await rememberDevice(undefined, user.id)
  expect(await isKnownDevice(`${'x~'.repeat(4)}${good}`, user)).toBe(true)
  expect(await isKnownDevice(`${'x~'.repeat(5)}${good}`, user)).toBe(false)
})

test('a browser remembered before the account forgot its devices is new, one remembered afterwards is not', async () => {
  const user = await aMember()
  const cookie = await rememberDevice(undefined, user.id)
  const forgotten = (seconds: number) => ({ ...user, devicesForgottenAt: new Date(Date.now() + seconds * 1000) })
  expect(await isKnownDevice(cookie, forgotten(0))).toBe(false)
  expect(await isKnownDevice(cookie, forgotten(5))).toBe(false)
  expect(await isKnownDevice(cookie, forgotten(-5))).toBe(true)
})

test('browsers stay known while the secret that signed their cookie is on the list [E6]', async () => {
  const [old, next] = [aSecret(), aSecret()]
  const user = await aMember()
  const cookie = await withSettings({ AUTH_SECRET: old }, () => rememberDevice(undefined, user.id))
  const knownUnder = (secrets: string) => withSettings({ AUTH_SECRET: secrets }, () => isKnownDevice(cookie, user))
  expect(await knownUnder(`${next},${old}`)).toBe(true)
  expect(await knownUnder(next)).toBe(false)
})
