import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { findPendingLogin } from '@/db/factors/logins/pending-logins'
import { passkeyHandleOf } from '@/db/factors/passkeys'
import { sessions } from '@/db/schema'
import { type Authenticator, softwareAuthenticator } from '@/e2e/support/authenticator'
import { config } from '@/lib/config'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { newChallenge, type Purpose } from '@/lib/factors/webauthn/challenge'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { secondStep } from '@/lib/two-step/second-step'
import { accountOf } from '@/test/accounts/account-now'
import { aCaller } from '@/test/accounts/callers'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { loginTokenOf } from '@/test/accounts/second-steps'
import { aSigningPasskeyOf } from '@/test/accounts/signing-passkey'
import { sessionIdOf, someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { minutesAgo } from '@/test/minutes-ago'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { addPasskey } from './add'
import { passkeyLogin } from './passkey-login'

type Owner = Awaited<ReturnType<typeof someoneWithTwoStep>>['user']
type Outcome = { ok: boolean; code?: string }
/** A place where a challenge is answered: an operation, and the login or the session that the challenge must belong to. */
type Place = { purpose: Purpose; binding: string; use: (challenge: string) => Promise<Outcome> }

const refused = { ok: false, code: 'passkey-refused' }
const sessionsOf = ({ id }: Owner) => query((db) => db.$count(sessions, eq(sessions.userId, id)))
const challengeFor = ({ purpose, binding }: Place) => newChallenge(purpose, binding)

/** The login page, and two logins and two sessions of the same account. */
async function placesOf(user: Owner): Promise<Place[]> {
  const { device } = await aSigningPasskeyOf(user)
  const login = (challenge: string) => passkeyLogin({ credential: device.get({ challenge }) }, aCaller())
  return [
    { purpose: 'login', binding: '', use: login },
    await aPendingLogin(user, device, '198.51.100.1'),
    await aPendingLogin(user, device, '198.51.100.2'),
    ...(await aSession(user, device)),
    ...(await aSession(user, device)),
  ]
}

/** Those of a new account, without the logins: each of them ends once it is finished. */
async function placesThatStay(): Promise<Place[]> {
  const places = await placesOf((await someoneWithTwoStep()).user)
  return places.filter(({ purpose }) => purpose !== 'second-step')
}

async function aPendingLogin(user: Owner, device: Authenticator, ip: string): Promise<Place> {
  const caller = { ...aCaller(), ip }
  const login_token = await loginTokenOf(user, caller)
  const { id: binding } = (await findPendingLogin(hashSessionToken(login_token), 'api'))!
  const use = (challenge: string) => secondStep({ login_token, credential: device.get({ challenge }) }, caller)
  return { purpose: 'second-step', binding, use }
}

async function aSession(user: Owner, device: Authenticator): Promise<Place[]> {
  // A login may have made a new hash of the password.
  const caller = await aCallerWithSecondStep(await accountOf(user))
  const binding = await sessionIdOf(caller.credential.tokenHash)
  const confirm = (challenge: string) => confirmOwner({ credential: device.get({ challenge }) }, caller)
  const add = async (challenge: string) => {
    const created = softwareAuthenticator().create({ challenge, user: { id: await passkeyHandleOf(user.id) } })
    return addPasskey({ credential: created }, caller)
  }
  return [
    { purpose: 'confirm', binding, use: confirm },
    { purpose: 'create', binding, use: add },
  ]
}

test('a challenge counts only where it was requested [M20]', async () => {
  const places = await placesOf((await someoneWithTwoStep()).user)
  for (const [requested, from] of places.entries())
    for (const [used, place] of places.entries()) {
      if (requested === used) continue
      const outcome = await place.use(challengeFor(from))
      expect([from.purpose, place.purpose, outcome]).toMatchObject([from.purpose, place.purpose, refused])
    }
  // Nothing of that used anything up. The second login comes last, because the first one ends it.
  for (const place of places.filter((_, index) => index !== 2))
    expect([place.purpose, await place.use(challengeFor(place))]).toMatchObject([place.purpose, { ok: true }])
})

test('a challenge is answered once in each place [M20]', async () => {
  for (const place of await placesThatStay()) {
    const challenge = challengeFor(place)
    expect(await place.use(challenge)).toMatchObject({ ok: true })
    for (let again = 0; again < 2; again++) expect(await place.use(challenge)).toMatchObject(refused)
  }
})

test('a challenge that one passkey answered, another passkey cannot answer [M20]', async () => {
  const { user } = await someoneWithTwoStep()
  const challenge = newChallenge('login')
  const [one, other] = [await placesOf(user), await placesOf(user)]
  expect(await one[0]!.use(challenge)).toMatchObject({ ok: true })
  expect(await other[0]!.use(challenge)).toMatchObject(refused)
})

test('of 20 answers to one challenge at once, one logs in and one finishes a login [M20]', async () => {
  const { user } = await someoneWithTwoStep()
  for (const place of (await placesOf(user)).slice(0, 2)) {
    const challenge = challengeFor(place)
    const before = await sessionsOf(user)
    const codes = (await atOnce(20, () => place.use(challenge))).map(({ ok, code }) => (ok ? 'ok' : code!))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(codes.filter((code) => !/^(ok|passkey-refused|login-expired)$/.test(code))).toEqual([])
    expect(await sessionsOf(user)).toBe(before + 1)
  }
})

test('an answer after 15 minutes is refused everywhere [M20]', async () => {
  for (const place of await placesThatStay()) {
    const madeAgo = (minutes: number) => minutesAgo(minutes, () => challengeFor(place))
    expect(await place.use(madeAgo(15))).toMatchObject(refused)
    expect(await place.use(madeAgo(14))).toMatchObject({ ok: true })
  }
})

test('a challenge from before a rotation of AUTH_SECRET still logs in, once [M12, M20]', async () => {
  const [login] = await placesOf((await someoneWithTwoStep()).user)
  const challenge = challengeFor(login!)
  const next = randomBytes(32).toString('base64url')
  await withSettings({ AUTH_SECRET: [next, ...config().AUTH_SECRET].join(',') }, async () => {
    expect(await login!.use(challenge)).toMatchObject({ ok: true })
    expect(await login!.use(challenge)).toMatchObject(refused)
  })
})
