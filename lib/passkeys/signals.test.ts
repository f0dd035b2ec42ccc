import { findUserByEmail } from '@/db/accounts/users'
import { removePasskey } from '@/db/factors/own-passkeys'
import { passkeyHandleOf } from '@/db/factors/passkeys'
import { removeSuspendedFactor } from '@/db/factors/set-aside/suspended-factors'
import { sweep } from '@/lib/process/sweeper'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { accountOf } from '@/test/accounts/account-now'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { setAsideDaysAgo, someoneWithSuspended, someoneWithSuspendedPasskey } from '@/test/accounts/suspended-factors'
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

test('a password manager keeps what is suspended or was removed lately, and forgets it once that cannot come back [M26]', async () => {
  const { user, own, id, passkey: suspended } = await someoneWithSuspendedPasskey()
  const [working, removed] = [await aPasskeyOf(user), await aPasskeyOf(user)]
  await removePasskey({ ...own, id: removed.id, rpId: 'localhost' }, {})
  const known = async () => (await passkeySignals(await accountOf(user)))!.allAcceptedCredentialIds.toSorted()
  const ids = (...rows: { credentialId: string }[]) => rows.map(({ credentialId }) => credentialId).toSorted()
  expect(await known()).toEqual(ids(working, removed, suspended))
  await removeSuspendedFactor({ ...own, id }, {})
  expect(await known()).toEqual(ids(working, removed))
  await setAsideDaysAgo(user, 9)
  await sweep()
  expect(await known()).toEqual(ids(working))
})

test('a password manager hears of the account’s own suspended passkeys alone, and of nothing else that is suspended [M26]', async () => {
  await someoneWithSuspendedPasskey()
  const { user, device } = await someoneWithSuspended()
  expect((await passkeySignals(await accountOf(user)))!.allAcceptedCredentialIds).toEqual([device.id])
})
