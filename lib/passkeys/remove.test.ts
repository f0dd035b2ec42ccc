import { passkeysOf } from '@/db/factors/passkeys'
import { race } from '@/e2e/support/needs'
import { currentSession, currentUser } from '@/lib/sessions/current-user'
import { emailsOf, eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { passkeyAddedBy } from '@/test/accounts/new-passkey'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aSigningPasskeyOf, confirmingWith, someoneWithPasskeyAlone } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { loginOptions } from './login-options'
import { passkeyLogin } from './passkey-login'
import { removePasskey } from './remove'

test('a passkey that was removed no longer logs in, other sessions end, and its owner is told [M16, M21]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const { device, passkey } = await passkeyAddedBy(page, 'Old phone')
  const others = []
  for (const kind of ['browser', 'browser', 'api', 'api'] as const) others.push(await loggedIn(user, kind))
  const { token } = successOf(await passkeyLogin({ credential: await loggingInWith(device) }, aCaller()))
  // Answered before it was removed, and sent after it.
  const late = await loggingInWith(device)
  expect(await removePasskey({ id: passkey.id }, page)).toEqual({ ok: true, value: {} })
  for (const other of others) expect(await currentUser(other)).toBeUndefined()
  expect(await currentUser({ token, kind: 'api' })).toBeUndefined()
  expect(await currentUser(page.credential)).toBeDefined()
  expect(await passkeyLogin({ credential: late }, aCaller())).toMatchObject({ code: 'passkey-removed' })
  expect(await eventsOf(user)).toContain('passkey-removed')
  const told = (await emailsOf(user, 'second-factor-changed')).map(({ data }) => data)
  expect(told).toContainEqual(expect.objectContaining({ factor_change: 'passkey-removed', passkey_name: 'Old phone' }))
})

test('while two-step login is on, the last second factor stays, and everything with it [M28]', async () => {
  const { user, caller, passkey } = await someoneWithPasskeyAlone()
  const former = await aPasskeyOf(user, { rpId: 'former.example.com' })
  const before = await rowsOf(user)
  const last = { ok: false, code: 'last-factor', fields: {} }
  expect(await removePasskey({ id: passkey.id }, caller)).toEqual(last)
  expect(await rowsOf(user)).toEqual(before)
  // One that does not work here may go, and is no second factor.
  expect(await removePasskey({ id: former.id }, caller)).toMatchObject({ ok: true })
  const { passkey: second } = await aSigningPasskeyOf(user)
  expect(await removePasskey({ id: passkey.id }, caller)).toMatchObject({ ok: true })
  expect(await removePasskey({ id: second.id }, caller)).toEqual(last)
  expect(await currentSession(caller.credential)).toMatchObject({ secondFactorAt: expect.any(Date) })
})

test('beside an authenticator app, and without two-step login, the last passkey may go [M28]', async () => {
  const { user, caller } = await someoneWithTwoStep()
  const beside = await aPasskeyOf(user)
  expect(await removePasskey({ id: beside.id }, caller)).toMatchObject({ ok: true })
  const other = await someone({ verified: true })
  const alone = await aPasskeyOf(other)
  expect(await removePasskey({ id: alone.id }, await aCallerOf(other, 'browser'))).toMatchObject({ ok: true })
  expect([await passkeysOf(user.id), await passkeysOf(other.id)]).toEqual([[], []])
})

test('of two passkeys removed at once, two-step login keeps one [M28]', { tag: race }, async () => {
  const { user, caller, passkey } = await someoneWithPasskeyAlone()
  const { passkey: other } = await aSigningPasskeyOf(user)
  const ids = [passkey.id, other.id]
  const removed = await atOnce(2, (index) => removePasskey({ id: ids[index] }, caller))
  expect(removed.map((each) => (each.ok ? 'removed' : each.code)).sort()).toEqual(['last-factor', 'removed'])
})

test('a passkey can confirm its own removal, once', async () => {
  const user = await someone({ verified: true })
  const client = await aCallerOf(user)
  const { device, passkey } = await aSigningPasskeyOf(user)
  const given = { id: passkey.id, credential: await confirmingWith(device, client) }
  expect(await removePasskey(given, client)).toMatchObject({ ok: true })
  expect(await removePasskey(given, client)).toMatchObject({ code: 'passkey-removed' })
})

test('the ID of another account’s passkey, one of no passkey and a malformed one get the same answer', async () => {
  const [user, other] = [await someone({ verified: true }), await someone({ verified: true })]
  const theirs = await aPasskeyOf(other)
  const page = await aCallerOf(user, 'browser')
  for (const id of [theirs.id, theirs.credentialId, '00000000-0000-7000-8000-000000000000', '', 'x', '\0'])
    expect(await removePasskey({ id }, page)).toEqual({ ok: false, code: 'not-found', fields: {} })
  expect(await passkeysOf(other.id)).toHaveLength(1)
})

test('passkeys can still be removed on a site where none can be added any more', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const { id } = await aPasskeyOf(user)
  await withSettings({ APP_URL: 'http://127.0.0.1:3000' }, async () => {
    expect(await removePasskey({ id }, page)).toMatchObject({ ok: true })
  })
})

async function loggingInWith(device: Awaited<ReturnType<typeof passkeyAddedBy>>['device']) {
  return device.get(successOf(await loginOptions({}, aCaller())).options)
}
