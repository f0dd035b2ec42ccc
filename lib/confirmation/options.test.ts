import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { confirmOptions } from './options'

test('the options name the passkeys of the account that work here, and no others [M22]', async () => {
  const [user, other] = [await someone({ verified: true }), await someone({ verified: true })]
  const [one, two] = [await aPasskeyOf(user), await aPasskeyOf(user, { transports: [] })]
  await aPasskeyOf(user, { rpId: 'former.example.com' })
  await aPasskeyOf(other)
  expect(await confirmOptions({}, await aCallerOf(user))).toEqual({
    ok: true,
    value: {
      options: {
        challenge: expect.stringMatching(/^[\w-]{70,80}$/),
        rpId: 'localhost',
        timeout: expect.any(Number),
        userVerification: 'required',
        allowCredentials: [
          { type: 'public-key', id: one.credentialId, transports: ['internal'] },
          { type: 'public-key', id: two.credentialId, transports: [] },
        ],
      },
    },
  })
})

test('nobody without a session gets options, and no account without passkeys [M22]', async () => {
  expect(await confirmOptions({}, aCaller())).toMatchObject({ code: 'unauthenticated' })
  const user = await someone({ verified: true })
  const caller = await aCallerOf(user)
  expect(await confirmOptions({}, caller)).toMatchObject({ code: 'passkeys-unavailable' })
  await aPasskeyOf(user)
  await withSettings({ APP_URL: 'http://127.0.0.1:3000' }, async () => {
    expect(await confirmOptions({}, caller)).toMatchObject({ code: 'passkeys-unavailable' })
  })
})
