import { findPasskeySetAside } from '@/db/factors/set-aside/passkeys-set-aside'
import { suspendedFactorsOf } from '@/db/factors/set-aside/suspended-factors'
import { appCode } from '@/e2e/support/app-code'
import { currentUser } from '@/lib/sessions/current-user'
import { aCaller } from '@/test/accounts/callers'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { confirmingWith } from '@/test/accounts/signing-passkey'
import { someoneWithSuspended, someoneWithSuspendedPasskey } from '@/test/accounts/suspended-factors'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { removeSuspendedFactor } from './remove'

const removed = (kind: string) => ({ ok: true, value: { kind } })
const notFound = { ok: false, code: 'not-found', fields: {} }

test('the owner removes each suspended factor, and nobody is logged out [M26]', async () => {
  const { user, caller, ids } = await someoneWithSuspended('browser')
  const other = await aCallerWithSecondStep(user)
  for (const [kind, id] of Object.entries(ids)) {
    expect(await removeSuspendedFactor({ id }, caller)).toEqual(removed(kind))
    expect(await removeSuspendedFactor({ id }, caller)).toEqual(notFound)
  }
  expect(await suspendedFactorsOf(user.id)).toEqual([])
  expect(await currentUser(other.credential)).toBeDefined()
})

test('an API client confirms with the password and a code [M14]', async () => {
  const { user, caller, secret, ids } = await someoneWithSuspended('api')
  const given = { id: ids.passkey, current_password: user.password }
  expect(await removeSuspendedFactor(given, caller)).toMatchObject({ code: 'confirmation-required' })
  expect(await removeSuspendedFactor({ ...given, code: appCode(secret) }, caller)).toEqual(removed('passkey'))
})

test('a suspended passkey does not confirm its own removal [M26]', async () => {
  const { user, caller, device, id } = await someoneWithSuspendedPasskey('api')
  // Without a passkey that works there are no options.
  await aPasskeyOf(user)
  const credential = await confirmingWith(device, caller)
  expect(await removeSuspendedFactor({ id, credential }, caller)).toMatchObject({ code: 'passkey-refused' })
  expect(await suspendedFactorsOf(user.id)).toHaveLength(1)
})

test('after it was removed, nothing is known of a suspended passkey', async () => {
  const { user, passkey, caller, id } = await someoneWithSuspendedPasskey('browser')
  expect(await findPasskeySetAside(passkey.credentialId)).toMatchObject({ state: 'suspended', user: { id: user.id } })
  expect(await removeSuspendedFactor({ id }, caller)).toEqual(removed('passkey'))
  expect(await findPasskeySetAside(passkey.credentialId)).toBeUndefined()
})

test('what belongs to another account, is not suspended or has no ID gets the same refusal', async () => {
  const [{ caller, user }, other] = [await someoneWithSuspended('browser'), await someoneWithSuspended('browser')]
  const mine = await aPasskeyOf(user)
  for (const id of [...Object.values(other.ids), mine.id, crypto.randomUUID(), '', 'x', '\0', "' or 1=1 --"])
    expect(await removeSuspendedFactor({ id }, caller)).toEqual(notFound)
  expect(await suspendedFactorsOf(other.user.id)).toHaveLength(3)
  expect(await removeSuspendedFactor({ id: other.ids.passkey }, aCaller('browser'))).toMatchObject({
    code: 'unauthenticated',
  })
})

test('it can be done where two-step login is required and not set up yet [M28]', async () => {
  const { caller, id } = await someoneWithSuspendedPasskey('browser')
  await withSettings({ SECOND_FACTOR: 'required' }, async () => {
    expect(await removeSuspendedFactor({ id }, caller)).toEqual(removed('passkey'))
  })
})

test('the log says that a factor was removed, and neither which nor its name [M30]', async () => {
  const { user, caller, ids } = await someoneWithSuspended('browser')
  const lines = await logLinesOf(() => removeSuspendedFactor({ id: ids.passkey }, caller))
  expect(lines).toMatchObject([{ event: 'suspended-factor-removed', user: user.id }])
  expect(JSON.stringify(lines)).not.toContain('Theirs')
})
