import { findUserByEmail } from '@/db/accounts/users'
import { passkeyHandleOf } from '@/db/factors/passkeys'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { passkeySignals } from './signals'

test('a password manager hears of every passkey of the account, since it deletes those that are missing', async () => {
  const [user, other] = [await someone(), await someone()]
  expect(await passkeySignals(user), 'there was never one').toBeUndefined()
  const userId = await passkeyHandleOf(user.id)
  const known = [await aPasskeyOf(user), await aPasskeyOf(user), await aPasskeyOf(user, { rpId: 'former.example' })]
  await aPasskeyOf(other)
  const current = (await findUserByEmail(canonicalEmail(user.email)))!
  const { allAcceptedCredentialIds, ...signals } = (await passkeySignals(current))!
  expect(signals).toEqual({
    rpId: 'localhost',
    userId,
    name: user.email,
    displayName: `${user.firstName} ${user.lastName}`,
  })
  expect(allAcceptedCredentialIds.toSorted()).toEqual(known.map(({ credentialId }) => credentialId).toSorted())
})
