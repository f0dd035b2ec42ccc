import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { type Passkey, passkeyHandleOf } from '@/db/factors/passkeys'
import { setAside } from '@/db/factors/set-aside/set-aside'
import { passkeys } from '@/db/factors/tables'
import { aSigningPasskeyOf } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { challengeHash, newChallenge } from './challenge'
import { checkCredential, type RefusedCredential } from './check-credential'
import { assertion } from './credential'

const refused = (reason: RefusedCredential) => ({ ok: false, reason })
const login = { purpose: 'login' } as const

test('the right answer of a passkey names its account, and what has to be used up', async () => {
  const user = await someone()
  const { passkey, device } = await aSigningPasskeyOf(user)
  const challenge = newChallenge('login')
  const checked = await checkCredential(device.get({ challenge }, { counter: 7 }), login)
  const step = { passkey: passkey.id, challenge: challengeHash(challenge), signCount: 7 }
  expect(checked).toMatchObject({ ok: true, user: { id: user.id }, step })
})

type Faults = Parameters<Awaited<ReturnType<typeof aSigningPasskeyOf>>['answer']>[2]
const faults: Record<string, [RefusedCredential, Faults]> = {
  'a signature of another key': ['answer', { wrongKey: true }],
  'no user verification': ['answer', { userVerified: false }],
  'no user presence': ['answer', { userPresent: false }],
  'neither of them': ['answer', { userVerified: false, userPresent: false }],
  'the origin of another site': ['origin', { origin: 'https://rekey.example' }],
  'the origin of another port': ['origin', { origin: 'http://localhost:3001' }],
  'the domain of another site': ['answer', { rpId: 'rekey.example' }],
  'the type of a creation': ['answer', { type: 'webauthn.create' }],
  'a payment': ['answer', { type: 'payment.get' }],
  'a page inside another site’s': ['challenge', { crossOrigin: true }],
  'a page inside another site’s that is named': [
    'challenge',
    { crossOrigin: true, topOrigin: 'https://rekey.example' },
  ],
  'another site around a page that is in none': ['challenge', { topOrigin: 'https://rekey.example' }],
  'another handle': ['owner', { userHandle: 'AAAA' }],
  'an empty handle': ['owner', { userHandle: '' }],
  'no handle': ['owner', { userHandle: null }],
  'a challenge that is not ours': ['challenge', { challenge: 'bm90LW91cnM' }],
}
for (const [what, [reason, fault]] of Object.entries(faults)) {
  test(`an answer with ${what} is refused [M18, M19]`, async () => {
    const { answer } = await aSigningPasskeyOf(await someone())
    expect(await checkCredential(answer('login', '', fault), login)).toEqual(refused(reason))
    expect(await checkCredential(answer('login'), login)).toMatchObject({ ok: true })
  })
}

test('an answer whose parts were changed after it was signed is refused [M19]', async () => {
  const { answer } = await aSigningPasskeyOf(await someone())
  const { response, ...right } = answer('login')
  const another = answer('login').response
  const changed = [
    { authenticatorData: another.authenticatorData },
    { clientDataJSON: another.clientDataJSON },
    { signature: another.signature },
    ...['', 'AAAA', '%'].map((signature) => ({ signature })),
    ...['AAAA', 'e30', 'bnVsbA', '%'].map((clientDataJSON) => ({ clientDataJSON })),
    ...['AAAA', `${response.authenticatorData}AAAA`].map((authenticatorData) => ({ authenticatorData })),
  ]
  for (const each of changed)
    expect([each, await checkCredential({ ...right, response: { ...response, ...each } }, login)]).toEqual([
      each,
      { ok: false, reason: expect.stringMatching(/^(answer|challenge)$/) },
    ])
  expect(await checkCredential({ ...right, rawId: 'AAAA', response }, login)).toEqual(refused('answer'))
})

test('the handle of another account is refused, even one that exists [M19]', async () => {
  const [user, other] = [await someone(), await someone()]
  const { answer } = await aSigningPasskeyOf(user)
  const userHandle = await passkeyHandleOf(other.id)
  expect(await checkCredential(answer('login', '', { userHandle }), login)).toEqual(refused('owner'))
  const named = { purpose: 'confirm', binding: 'x', userId: user.id } as const
  expect(await checkCredential(answer('confirm', 'x', { userHandle }), named)).toEqual(refused('owner'))
})

test('where the account is known, only its own passkeys count, with or without their handle [M21]', async () => {
  const [user, other] = [await someone(), await someone()]
  const { answer } = await aSigningPasskeyOf(user)
  for (const [owner, userHandle, expected] of [
    [user, undefined, { ok: true }],
    [user, null, { ok: true }],
    [other, undefined, refused('owner')],
    [other, null, refused('owner')],
  ] as const) {
    const wanted = { purpose: 'confirm', binding: 'x', userId: owner.id } as const
    expect(await checkCredential(answer('confirm', 'x', { userHandle }), wanted)).toMatchObject(expected)
  }
})

test('a passkey that no account has is unknown, but only to a challenge of ours [M21]', async () => {
  const { answer } = await aSigningPasskeyOf(await someone())
  expect(await checkCredential(answer('login', '', { id: 'AAAA' }), login)).toEqual({ ok: false, reason: 'unknown' })
  expect(await checkCredential(answer('login', '', { id: 'AAAA', challenge: 'AAAA' }), login)).toEqual(
    refused('challenge'),
  )
})

test('a passkey that was made for another domain is refused [M19]', async () => {
  const user = await someone()
  const [here, elsewhere] = [await aSigningPasskeyOf(user), await aSigningPasskeyOf(user, { rpId: 'rekey.example' })]
  expect(await checkCredential(here.answer('login'), login)).toMatchObject({ ok: true })
  for (const faults of [{}, { rpId: 'rekey.example' }])
    expect(await checkCredential(elsewhere.answer('login', '', faults), login)).toEqual(refused('domain'))
})

test('with PASSKEY_RP_ID, passkeys of the parent domain count, and those of the host no longer [M19]', async () => {
  const user = await someone()
  const parent = await aSigningPasskeyOf(user, { rpId: 'rekey.example' })
  const site = { APP_URL: 'https://accounts.rekey.example', PASSKEY_RP_ID: 'rekey.example' }
  const answer = (rpId: string) => parent.answer('login', '', { rpId, origin: site.APP_URL })
  await withSettings(site, async () => {
    expect(await checkCredential(answer('rekey.example'), login)).toMatchObject({ ok: true })
    expect(await checkCredential(answer('accounts.rekey.example'), login)).toEqual(refused('answer'))
  })
})

test('a counter that goes back locks nobody out, and is logged only for a passkey that stays on one device [M24]', async () => {
  const user = await someone()
  const counts = { before: 9, after: 3 }
  for (const [synced, before, told, noted] of [
    [false, counts.before, counts.after, true],
    [true, counts.before, counts.after, false],
    [false, counts.after, counts.before, false],
    [false, counts.before, counts.before, false],
    [false, counts.before, 0, false],
    [false, 0, counts.after, false],
  ] as const) {
    const { passkey, answer } = await aSigningPasskeyOf(user, { synced, signCount: before })
    const lines = await logLinesOf(async () => {
      const checked = await checkCredential(answer('login', '', { counter: told }), login)
      expect(checked).toMatchObject({ ok: true, step: { signCount: told } })
    })
    const line = { event: 'passkey.counter-back', user: user.id, passkey: passkey.id }
    expect(lines).toEqual(noted ? [expect.objectContaining(line)] : [])
  }
})

test('only what has the form of an answer is read, and nothing that is not needed', async () => {
  const { answer } = await aSigningPasskeyOf(await someone())
  const right = answer('login')
  const { authenticatorAttachment, clientExtensionResults, ...needed } = right
  expect(assertion.parse({ ...right, more: 1 })).toEqual(needed)
  const long = 'A'.repeat(4097)
  const malformed = [
    ...[null, 1, 'text', [], {}, { ...right, type: 'password' }, { ...right, id: undefined }, { ...right, id: 7 }],
    ...[
      { ...right, id: 'A'.repeat(1365) },
      { ...right, id: '' },
      { ...right, id: 'a+b' },
    ],
    ...[
      { ...right, response: undefined },
      { ...right, response: { ...right.response, signature: long } },
    ],
    ...[{ ...right, response: { ...right.response, clientDataJSON: { length: 1 } } }],
  ]
  for (const each of malformed) expect([each, assertion.safeParse(each).success]).toEqual([each, false])
})

for (const state of ['removed', 'suspended'] as const) {
  test(`a right answer of a passkey that is ${state} is told apart for the log, and a wrong one is not [M21, M26]`, async () => {
    const user = await someone({ verified: true })
    const { passkey, answer } = await aSigningPasskeyOf(user)
    await takenOut(passkey, state)
    expect(await checkCredential(answer('login'), login)).toEqual(refused(state))
    const confirming = { purpose: 'confirm', binding: 'x', userId: user.id } as const
    expect(await checkCredential(answer('confirm', 'x'), confirming)).toEqual(refused(state))
    for (const [fault, reason] of [
      [{ wrongKey: true }, 'answer'],
      [{ userVerified: false }, 'answer'],
      [{ userHandle: 'AAAA' }, 'owner'],
      [{ origin: 'https://rekey.example' }, 'origin'],
      [{ challenge: 'bm90LW91cnM' }, 'challenge'],
    ] as const)
      expect(await checkCredential(answer('login', '', fault), login)).toEqual(refused(reason))
    const others = { ...confirming, userId: (await someone()).id }
    expect(await checkCredential(answer('confirm', 'x'), others)).toEqual(refused('owner'))
  })
}

test('a counter is not noted for a passkey that does not work', async () => {
  const user = await someone()
  const { passkey, answer } = await aSigningPasskeyOf(user, { synced: false, signCount: 9 })
  await takenOut(passkey, 'removed')
  const lines = await logLinesOf(async () => void (await checkCredential(answer('login', '', { counter: 3 }), login)))
  expect(lines).toEqual([])
})

/** Takes a passkey out of use, without a session that asks for it. */
async function takenOut({ id, userId }: Passkey, as: 'removed' | 'suspended'): Promise<void> {
  await query((db) => setAside(db, userId, { kind: 'passkey', which: eq(passkeys.id, id), as }))
}
