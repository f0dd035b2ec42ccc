import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { endSession } from '@/db/sessions/revoke-sessions'
import { appCode } from '@/e2e/support/app-code'
import { rememberDevice } from '@/lib/devices/known-devices'
import type { Caller } from '@/lib/operation'
import { keysFor } from '@/lib/secrets/secrets'
import { signToken } from '@/lib/secrets/signed-token'
import { login } from '@/lib/sessions/login/login'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { secondStep } from '@/lib/two-step/second-step'
import { eventsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf, recoveryCodesOf } from '@/test/accounts/second-steps'
import { aTrustedBrowserOf, someoneWithTrustedBrowser } from '@/test/accounts/trusted-browsers'
import { claimsOf, forge } from '@/test/links/forge-token'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { trustBrowser } from './trust-browser'
import { withTrust } from './trusted-browsers'

const DAY = 86_400_000
const here = aCaller('browser')
const required = { code: 'second-step-required' }
const aSecret = () => randomBytes(32).toString('base64url')

async function loginWith(user: { email: string; password: string }, code: string, caller: Caller = here) {
  const done = await secondStep({ login_token: await loginTokenOf(user, caller), code }, caller)
  if (!done.ok) throw new Error(done.code)
  return done.value
}

test('a login with the app trusts its browser from that second step on, once it asks for that [M29]', async () => {
  const { user, secret } = await someoneWithTrustedBrowser()
  const done = await loginWith(user, appCode(secret))
  expect(await eventsOf(user)).not.toContain('browser-trusted')
  const cookie = (await trustBrowser(done, here))!
  expect((await eventsOf(user)).at(-1)).toBe('browser-trusted')
  const isOne = eq(sessions.tokenHash, hashSessionToken(done.token))
  const [session] = await query((db) => db.select().from(sessions).where(isOne))
  const claims = claimsOf(cookie)
  expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sub'])
  expect(claims).toMatchObject({ sub: user.id, iat: Math.floor(session!.secondFactorAt!.getTime() / 1000) })
  expect(Number(claims.exp) - Number(claims.iat)).toBe(30 * 86_400)
  expect(await login(user, { ...here, trusted: cookie })).toMatchObject({ ok: true })
})

test('neither a recovery code nor trust itself nor an API client gives trust, and no session that has ended [M29]', async () => {
  const { user, secret, browser } = await someoneWithTrustedBrowser()
  const [recoveryCode] = await recoveryCodesOf(user)
  const byTrust = await login(user, browser)
  const ended = await loginWith(user, appCode(secret))
  await endSession(hashSessionToken(ended.token), 'browser', {})
  const client = aCaller('api')
  const later = appCode(secret, Date.now() / 1000, 1)
  const untrusted = [
    await loginWith(user, recoveryCode!),
    (byTrust as { value: { token: string } }).value,
    await loginWith(user, later, client),
    ended,
    { token: 'x' },
  ]
  for (const [index, each] of untrusted.entries()) expect(await trustBrowser(each, here), String(index)).toBeUndefined()
  expect(await eventsOf(user)).not.toContain('browser-trusted')
})

test('with 0 days nothing is trusted, and fewer days end the trust that was given for more [M29]', async () => {
  const { user, secret, browser } = await someoneWithTrustedBrowser()
  await withSettings({ REMEMBER_BROWSER_DAYS: '0' }, async () => {
    const done = await loginWith(user, appCode(secret))
    expect(await trustBrowser(done, here)).toBeUndefined()
    expect(await login(user, browser)).toMatchObject(required)
  })
  await withSettings({ REMEMBER_BROWSER_DAYS: '29' }, async () =>
    expect(await login(user, browser)).toMatchObject(required),
  )
  await withSettings({ REMEMBER_BROWSER_DAYS: '31' }, async () =>
    expect(await login(user, browser)).toMatchObject({ ok: true }),
  )
})

test('trust ends after its 30 days [M29]', async () => {
  const { user } = await someoneWithTrustedBrowser()
  const days = (count: number, minutes: number) => count * 24 * 60 + minutes
  expect(await login(user, await aTrustedBrowserOf(user, days(30, -2)))).toMatchObject({ ok: true })
  // Clocks of two instances may differ by a minute.
  expect(await login(user, await aTrustedBrowserOf(user, days(30, 2)))).toMatchObject(required)
})

test('forged, expired, malformed and foreign tokens are ignored [E1, E2, M29, M32]', async () => {
  const { user, browser, secret } = await someoneWithTrustedBrowser()
  const good = browser.trusted!
  const claims = claimsOf(good)
  const kind = { purpose: 'trusted-browser', minutes: 30 * 24 * 60 }
  const row = { id: uuidv7(), subject: user.id, expiresAt: new Date(Date.now() + 29 * DAY) }
  const typ = 'trusted-browser+jwt'
  const worthless = [
    forge({ alg: 'HS256', typ }, claims, aSecret()),
    forge({ alg: 'HS256', typ }, claims, keysFor('device')[0]!),
    forge({ alg: 'none', typ }, claims, '').replace(/[^.]*$/, ''),
    await signToken({ ...kind, purpose: 'device' }, row),
    await signToken({ ...kind, minutes: kind.minutes * 2 }, { ...row, expiresAt: new Date(Date.now() + 59 * DAY) }),
    await rememberDevice(undefined, user.id),
    (await loginWith(user, appCode(secret))).token,
    good.slice(0, -6),
    '~~~',
    '',
  ]
  for (const trusted of worthless) expect(await login(user, { ...here, trusted }), trusted).toMatchObject(required)
  const among = ['x', 'y', good].join('~')
  expect(await login(user, { ...here, trusted: among })).toMatchObject({ ok: true })
  expect(await login(user, { ...here, device: good })).toMatchObject(required)
})

test('trust lasts while the secret that signed it is on the list [E6, M29]', async () => {
  const [old, next] = [aSecret(), aSecret()]
  const { user } = await someoneWithTrustedBrowser()
  const browser = await withSettings({ AUTH_SECRET: old }, () => aTrustedBrowserOf(user))
  const under = (secrets: string) => withSettings({ AUTH_SECRET: secrets }, () => login(user, browser))
  expect(await under(`${next},${old}`)).toMatchObject({ ok: true })
  expect(await under(next)).toMatchObject(required)
})

test('five accounts can trust a browser; a sixth replaces the one that trusts it longest, and each is there once', async () => {
  const ids = Array.from({ length: 6 }, () => uuidv7())
  let cookie: string | undefined
  for (const userId of [...ids, ids[5]!]) cookie = await withTrust(cookie, { userId, trustedAt: new Date() })
  expect(cookie!.split('~').map((token) => claimsOf(token).sub)).toEqual(ids.slice(1).reverse())
  // RFC 6265 §6.1: browsers keep cookies up to this size.
  expect(`__Host-trusted=${cookie}`.length).toBeLessThan(4096)
  const old = await withTrust(cookie, { userId: ids[0]!, trustedAt: new Date(Date.now() - 31 * DAY) })
  expect((await withTrust(`x~${old}`, { userId: ids[1]!, trustedAt: new Date() })).split('~')).toHaveLength(4)
})
