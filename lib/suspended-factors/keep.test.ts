import { PASSKEYS_AT_MOST } from '@/db/factors/own-passkeys'
import { passkeysOf } from '@/db/factors/passkeys'
import { suspendedFactorsOf } from '@/db/factors/set-aside/suspended-factors'
import { appCode } from '@/e2e/support/app-code'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { currentUser } from '@/lib/sessions/current-user'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import { accountOf } from '@/test/accounts/account-now'
import { agedSession } from '@/test/accounts/aged-session'
import { aCaller } from '@/test/accounts/callers'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someoneWithSuspended, someoneWithSuspendedPasskey } from '@/test/accounts/suspended-factors'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { keepSuspendedFactor } from './keep'
import { removeSuspendedFactor } from './remove'

const kept = (kind: string) => ({ ok: true, value: { kind } })
const notFound = { ok: false, code: 'not-found', fields: {} }
const unknown = '00000000-0000-7000-8000-000000000000'

test('a page keeps right after the login, and an API client confirms with the password and a code [M14, M26]', async () => {
  const page = await someoneWithSuspended('browser')
  expect(await keepSuspendedFactor({ id: page.ids.passkey }, page.caller)).toEqual(kept('passkey'))
  const { user, caller, secret, ids } = await someoneWithSuspended('api')
  expect(await keepSuspendedFactor({ id: ids.passkey }, caller)).toMatchObject({ code: 'confirmation-required' })
  const { password: current_password } = user
  const alone = { id: ids.passkey, current_password }
  expect(await keepSuspendedFactor(alone, caller)).toMatchObject({ code: 'confirmation-required' })
  expect(await suspendedFactorsOf(user.id)).toHaveLength(3)
  expect(await keepSuspendedFactor({ ...alone, code: appCode(secret) }, caller)).toEqual(kept('passkey'))
})

test('on a page that confirmed too long ago the owner is asked again, with two-step login or without [M14]', async () => {
  const { caller, ids } = await someoneWithSuspended('browser')
  await agedSession(caller, 11)
  expect(await keepSuspendedFactor({ id: ids.passkey }, caller)).toMatchObject({ code: 'confirmation-required' })
  const without = await someoneWithSuspendedPasskey('browser')
  await agedSession(without.caller, 11)
  const { id, user } = without
  expect(await keepSuspendedFactor({ id }, without.caller)).toMatchObject({ code: 'invalid-input' })
  expect(await keepSuspendedFactor({ id, current_password: 'wrong' }, without.caller)).toMatchObject({
    code: 'wrong-password',
  })
  expect(await keepSuspendedFactor({ id, current_password: user.password }, without.caller)).toEqual(kept('passkey'))
})

test('an app that is kept is the one that works, and every other device is logged out [M16, M26]', async () => {
  const { user, caller, ids } = await someoneWithSuspended('browser')
  const other = await aCallerWithSecondStep(user)
  const before = await secondFactorsOf(await accountOf(user))
  expect(await keepSuspendedFactor({ id: ids['authenticator-app'] }, caller)).toEqual(kept('authenticator-app'))
  expect(await currentUser(other.credential)).toBeUndefined()
  expect(await currentUser(caller.credential)).toBeDefined()
  const after = await secondFactorsOf(await accountOf(user))
  expect(after.suspended.map(({ kind }) => kind)).toEqual(['recovery-codes', 'passkey'])
  expect(new Date(after.authenticator_app!.since).getTime()).toBeGreaterThan(
    new Date(before.authenticator_app!.since).getTime(),
  )
})

test('what belongs to another account, is not suspended or has no ID gets the same refusal', async () => {
  const [{ caller, user }, other] = [await someoneWithSuspended('browser'), await someoneWithSuspended('browser')]
  const mine = await aPasskeyOf(user)
  for (const id of [...Object.values(other.ids), mine.id, unknown, '', 'x', '\0', "' or 1=1 --"])
    expect(await keepSuspendedFactor({ id }, caller)).toEqual(notFound)
  expect(await suspendedFactorsOf(other.user.id)).toHaveLength(3)
  for (const id of [undefined, null, 7, []])
    expect(await keepSuspendedFactor({ id }, caller)).toMatchObject({ code: 'invalid-input' })
  expect(await keepSuspendedFactor({ id: other.ids.passkey }, aCaller('browser'))).toMatchObject({
    code: 'unauthenticated',
  })
})

test('beside 20 passkeys no other is kept', async () => {
  const { user, caller, id } = await someoneWithSuspendedPasskey('browser')
  while ((await passkeysOf(user.id)).length < PASSKEYS_AT_MOST) await aPasskeyOf(user)
  expect(await keepSuspendedFactor({ id }, caller)).toMatchObject({ code: 'too-many-passkeys' })
  expect(await suspendedFactorsOf(user.id)).toHaveLength(1)
})

test('it can be done where two-step login is required and not set up yet [M28]', async () => {
  const { caller, id } = await someoneWithSuspendedPasskey('browser')
  await withSettings({ SECOND_FACTOR: 'required' }, async () => {
    expect(await keepSuspendedFactor({ id }, caller)).toEqual(kept('passkey'))
  })
})

test('keeping counts among the changes of second factors, since it sends an email, and removing does not [M7]', async () => {
  const { caller, ids } = await someoneWithSuspended('browser')
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let count = 0; count < 30; count++) expect(await beginAuthenticatorApp({}, caller)).toMatchObject({ ok: true })
    expect(await keepSuspendedFactor({ id: ids.passkey }, caller)).toMatchObject({ code: 'too-many-requests' })
    expect(await removeSuspendedFactor({ id: ids.passkey }, caller)).toMatchObject({ ok: true })
  })
})

test('the log says that a factor was kept, and neither which nor its name [M30]', async () => {
  const { user, caller, ids } = await someoneWithSuspended('browser')
  const lines = await logLinesOf(() => keepSuspendedFactor({ id: ids.passkey }, caller))
  expect(lines).toMatchObject([{ event: 'suspended-factor-kept', user: user.id }])
  expect(JSON.stringify(lines)).not.toContain('Theirs')
})
