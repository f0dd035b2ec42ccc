import { findApp } from '@/db/factors/authenticator-apps'
import { countRecoveryCodes } from '@/db/factors/recovery-codes'
import { appCode } from '@/e2e/support/app-code'
import { race } from '@/e2e/support/needs'
import { removePasskey } from '@/lib/passkeys/remove'
import { currentUser } from '@/lib/sessions/current-user'
import { accountOf } from '@/test/accounts/account-now'
import { eventsOf, factorChangesTold, rowsOf } from '@/test/accounts/account-rows'
import { aCallerOf } from '@/test/accounts/callers'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { removeAuthenticatorApp } from './remove'

test('beside a passkey, the app can be removed: its codes no longer confirm, other sessions end, the recovery codes stay [M16]', async () => {
  const { user, caller: page, secret } = await someoneWithTwoStep()
  await aPasskeyOf(user)
  const others = [await aCallerWithSecondStep(user, 'browser'), await aCallerWithSecondStep(user)]
  const proof = { current_password: user.password, code: appCode(secret) }
  expect(await removeAuthenticatorApp(proof, page)).toEqual({ ok: true, value: {} })
  for (const { credential } of others) expect(await currentUser(credential)).toBeUndefined()
  expect(await findApp(user.id)).toBeUndefined()
  expect((await accountOf(user)).twoStepAt).toBeInstanceOf(Date)
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 10 })
  expect(await eventsOf(user)).toContain('authenticator-app-removed')
  expect(await factorChangesTold(user)).toContain('authenticator-app-removed')
  const next = { current_password: user.password, code: appCode(secret, undefined, 1) }
  expect(await removeAuthenticatorApp(next, page)).toMatchObject({
    code: 'confirmation-required',
    more: { methods: ['passkey'] },
  })
})

test('the only second factor stays, even beside a passkey of a former domain [M28]', async () => {
  const { user, caller: page, app } = await someoneWithTwoStep()
  await aPasskeyOf(user, { rpId: 'former.example.com' })
  const before = await rowsOf(user)
  expect(await removeAuthenticatorApp({}, page)).toEqual({ ok: false, code: 'last-factor', fields: {} })
  expect(await rowsOf(user)).toEqual(before)
  expect(await findApp(user.id)).toMatchObject({ id: app })
})

test('where there is no app, there is none to remove', async () => {
  const user = await someone({ verified: true })
  await aPasskeyOf(user)
  const page = await aCallerOf(user, 'browser')
  expect(await removeAuthenticatorApp({}, page)).toEqual({ ok: false, code: 'not-found', fields: {} })
})

test('of the app and the passkey removed at once one stays [M28]', { tag: race }, async () => {
  const { user, caller: page } = await someoneWithTwoStep()
  const { id } = await aPasskeyOf(user)
  const removed = await atOnce(2, (index) => (index ? removeAuthenticatorApp({}, page) : removePasskey({ id }, page)))
  expect(removed.map((each) => (each.ok ? 'removed' : each.code)).sort()).toEqual(['last-factor', 'removed'])
})
