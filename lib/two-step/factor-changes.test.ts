import { removeAuthenticatorApp } from '@/lib/authenticator-app/remove'
import { passkeyOptions } from '@/lib/passkeys/options'
import { removePasskey } from '@/lib/passkeys/remove'
import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { switchOnTwoStep } from './switch-on'

const anId = '00000000-0000-7000-8000-000000000000'

test('all changes of second factors share 30 calls an hour, whatever comes of them [M7]', async () => {
  const page = await aCallerOf(await someone({ verified: true }), 'browser')
  const changes = [
    () => passkeyOptions({}, page),
    () => removePasskey({ id: anId }, page),
    () => removeAuthenticatorApp({}, page),
    () => switchOnTwoStep({}, page),
  ]
  const tooMany = { ok: false, code: 'too-many-requests' }
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    // All but the first are refused here for a reason of their own, and count all the same.
    for (let count = 0; count < 27; count++) expect(await changes[0]!()).toMatchObject({ ok: true })
    for (const change of changes.slice(1)) expect(await change()).not.toMatchObject(tooMany)
    for (const change of changes) expect(await change()).toMatchObject(tooMany)
  })
})
