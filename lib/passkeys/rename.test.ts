import { passkeysOf } from '@/db/factors/passkeys'
import { rowsOf } from '@/test/accounts/account-rows'
import { agedSession } from '@/test/accounts/aged-session'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { renamePasskey } from './rename'

const anId = '00000000-0000-7000-8000-000000000000'

test('a passkey gets another name without a confirmation, and nothing else changes', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  await agedSession(page, 60)
  const { id, createdAt, synced } = await aPasskeyOf(user)
  const before = await rowsOf(user)
  expect(await renamePasskey({ id, name: ' Office key ' }, page)).toEqual({
    ok: true,
    value: {
      passkey: {
        id,
        name: 'Office key',
        synced,
        usable: true,
        created_at: createdAt.toISOString(),
        last_used_at: null,
      },
    },
  })
  expect(await rowsOf(user)).toEqual(before)
})

test('the ID of another account’s passkey, one of no passkey and a malformed one get the same answer', async () => {
  const [user, other] = [await someone({ verified: true }), await someone({ verified: true })]
  const theirs = await aPasskeyOf(other)
  const page = await aCallerOf(user, 'browser')
  for (const id of [theirs.id, theirs.credentialId, anId, '', 'x', '\0', "' or 1=1 --"])
    expect(await renamePasskey({ id, name: 'Mine' }, page)).toEqual({ ok: false, code: 'not-found', fields: {} })
  expect(await passkeysOf(other.id)).toMatchObject([{ name: 'Phone' }])
  expect(await renamePasskey({ id: theirs.id, name: 'Mine' }, aCaller())).toMatchObject({ code: 'unauthenticated' })
})

test('the new name follows the rule of every name [B14]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const { id } = await aPasskeyOf(user)
  for (const name of [undefined, '', ' ', 'x'.repeat(101), 'a\ud800', 'two\nlines', 7, null, {}])
    expect(await renamePasskey({ id, name }, page)).toMatchObject({
      code: 'invalid-input',
      fields: { name: [expect.any(String)] },
    })
})

test('an account renames its passkeys at most 100 times an hour', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const { id } = await aPasskeyOf(user)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let count = 0; count < 100; count++)
      expect(await renamePasskey({ id, name: `Name ${count}` }, page)).toMatchObject({ ok: true })
    expect(await renamePasskey({ id, name: 'Once more' }, page)).toMatchObject({ code: 'too-many-requests' })
  })
})
