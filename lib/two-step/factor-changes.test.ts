import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { removeAuthenticatorApp } from '@/lib/authenticator-app/remove'
import { addPasskey } from '@/lib/passkeys/add'
import { passkeyOptions } from '@/lib/passkeys/options'
import { removePasskey } from '@/lib/passkeys/remove'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'
import { aCallerOf } from '@/test/accounts/callers'
import { madeFor } from '@/test/accounts/new-passkey'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { switchOffTwoStep } from './switch-off'
import { switchOnTwoStep } from './switch-on'

const tooMany = { ok: false, code: 'too-many-requests' }

test('all changes of second factors share 30 calls an hour, whatever comes of them [M7]', async () => {
  const page = await aCallerOf(await someone({ verified: true }), 'browser')
  const credential = await madeFor(page)
  const changes = [
    () => beginAuthenticatorApp({}, page),
    () => addPasskey({ credential }, page),
    () => switchOnTwoStep({}, page),
  ]
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let count = 0; count < 28; count++) expect(await changes[0]!()).toMatchObject({ ok: true })
    for (const change of changes.slice(1)) expect(await change()).toMatchObject({ ok: true })
    // Two-step login is on by now, so turning it on again changes nothing.
    const others = [changes[0]!, changes[1]!, () => makeRecoveryCodes({}, page)]
    for (const change of others) expect(await change()).toMatchObject(tooMany)
  })
})

test('a stranger who got in uses up nothing that the owner needs to remove what they have added', async () => {
  const user = await someone({ verified: true })
  const [stranger, owner] = [await aCallerOf(user, 'browser'), await aCallerOf(user, 'browser')]
  const { id } = await aPasskeyOf(user)
  const unknown = { id: '00000000-0000-7000-8000-000000000000' }
  const uses = [
    () => passkeyOptions({}, stranger),
    () => beginAuthenticatorApp({}, stranger),
    () => removePasskey(unknown, stranger),
    () => removeAuthenticatorApp({}, stranger),
  ]
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let count = 0; count < 31; count++) for (const use of uses) await use()
    for (const use of uses) expect(await use()).toMatchObject(tooMany)
    expect(await switchOffTwoStep({}, owner)).toMatchObject({ code: 'two-step-off' })
    expect(await removeAuthenticatorApp({}, owner)).toMatchObject({ code: 'not-found' })
    expect(await removePasskey({ id }, owner)).toMatchObject({ ok: true })
  })
})
