import { eq } from 'drizzle-orm'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { endSession } from '@/db/sessions/revoke-sessions'
import { readLink } from '@/lib/links/mailed-link'
import { currentUser } from '@/lib/sessions/current-user'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { disable, someone } from '@/test/accounts/someone'
import { sessionIdOf, someoneWithTwoStep } from '@/test/accounts/two-step'
import { aLink } from '@/test/links/a-link'
import { claimsOf } from '@/test/links/forge-token'
import { userLinkPurposes } from '@/test/links/link-row'
import { skipUses } from '@/test/skip-uses'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { issueToken } from './issue-token'
import { signingKeys } from './signing-keys'

const audience = 'billing'
const expected = { algorithms: ['EdDSA'], issuer: 'http://localhost:3000', audience }
const aMember = () => someone({ passwordHash: 'old' })

test('the token says who is logged in, for which service and for how long, and nothing else about the person [A17]', async () => {
  const user = await aMember()
  const token = await issue(await aCallerOf(user))
  const { payload, protectedHeader } = await jwtVerify(token, await publicKeys(), expected)
  const { iat, exp, jti, auth_time, ...said } = payload
  expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'JWT', kid: (await signingKeys())[0]!.publicKey.kid })
  const { email } = user
  const whoAndHow = { sub: user.id, email, email_verified: false, amr: ['pwd'] }
  expect(said).toEqual({ iss: 'http://localhost:3000', aud: audience, ...whoAndHow })
  expect(Math.abs(iat! - Number(auth_time))).toBeLessThan(5)
  expect(exp! - iat!).toBe(300)
  expect(Math.abs(iat! - Date.now() / 1000)).toBeLessThan(5)
  expect(claimsOf(await issue(await aCallerOf(user))).jti).not.toBe(jti)
})

test('a token says how the session began and when its owner last confirmed, so that a service can ask for more [M39]', async () => {
  const { sessionId, caller } = await someoneWithTwoStep()
  const confirmedAt = new Date(Date.now() - 3_600_000)
  for (const [amr, said] of [
    ['pwd otp', ['pwd', 'otp', 'mfa']],
    ['swk user', ['swk', 'user', 'mfa']],
  ] as const) {
    await query((db) => db.update(sessions).set({ amr, confirmedAt }).where(eq(sessions.id, sessionId)))
    expect(claimsOf(await issue(caller))).toMatchObject({ amr: said, auth_time: Math.floor(+confirmedAt / 1000) })
  }
})

test('a token for one service is refused by another, and so is one that was altered [E2]', async () => {
  const token = await issue(await aCallerOf(await aMember()), 'https://chat.example.com')
  const keys = await publicKeys()
  await jwtVerify(token, keys, { ...expected, audience: 'https://chat.example.com' })
  await expect(jwtVerify(token, keys, expected)).rejects.toThrow('"aud"')
  const [head, , signature] = token.split('.')
  const forged = Buffer.from(JSON.stringify({ ...claimsOf(token), aud: audience })).toString('base64url')
  await expect(jwtVerify(`${head}.${forged}.${signature}`, keys, expected)).rejects.toThrow('signature')
})

test('only services that the operator has listed get tokens', async () => {
  const caller = await aCallerOf(await aMember())
  const refused = { ok: false, code: 'invalid-input', fields: { audience: [expect.any(String)] } }
  for (const name of ['payroll', 'Billing', 'billing ', 'billing,https://chat.example.com', '', undefined, ['billing']])
    expect(await issueToken({ audience: name }, caller)).toEqual(refused)
  await withSettings({ TOKEN_AUDIENCES: '' }, async () => {
    expect(await issueToken({ audience }, caller)).toEqual(refused)
  })
})

test('a disabled account, an ended session and a request without a login get no token [F5]', async () => {
  const [disabled, ended] = [await aMember(), await aMember()]
  const [here, there] = [await aCallerOf(disabled), await aCallerOf(ended)]
  await issue(here)
  await issue(there)
  await disable(disabled)
  await endSession(there.credential.tokenHash, 'api', {})
  for (const caller of [here, there, aCaller()])
    expect(await issueToken({ audience }, caller)).toMatchObject({ ok: false, code: 'unauthenticated' })
})

test('a service token works neither as a session nor as an emailed link, nor the other way around [E1, E2]', async () => {
  const user = await aMember()
  const token = await issue(await aCallerOf(user))
  for (const kind of ['api', 'browser'] as const) expect(await currentUser({ token, kind })).toBeUndefined()
  const keys = await publicKeys()
  for (const purpose of userLinkPurposes) {
    expect(await readLink(purpose, token)).toEqual({ state: 'link-invalid' })
    const link = await aLink(purpose, user)
    expect(decodeProtectedHeader(link.token).alg).toBe('HS256')
    await expect(jwtVerify(link.token, keys, { algorithms: ['EdDSA'] })).rejects.toThrow('"alg"')
    // Nor by a service that does not say which algorithm it accepts.
    await expect(jwtVerify(link.token, keys)).rejects.toThrow()
  }
})

test('a session may request many tokens, but not unlimited ones, whatever others do [B3]', async () => {
  const user = await aMember()
  const [busy, other] = [await aCallerOf(user), await aCallerOf(user)]
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let call = 0; call < 2; call++) await issue(busy)
    await skipUses(`token/session/900/${await sessionIdOf(busy.credential.tokenHash)}`, 2, 119)
    await issue(busy)
    expect(await issueToken({ audience }, busy)).toMatchObject({ code: 'too-many-requests' })
    await issue(other)
  })
})

const publicKeys = async () => createLocalJWKSet({ keys: (await signingKeys()).map(({ publicKey }) => publicKey) })

async function issue(caller: Parameters<typeof issueToken>[1], to = audience): Promise<string> {
  const result = await issueToken({ audience: to }, caller)
  if (!result.ok) throw new Error(result.code)
  return result.value.service_token
}
