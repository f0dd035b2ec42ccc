import { removePasskey } from '@/lib/passkeys/remove'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someoneWithPasskeyAlone } from '@/test/accounts/signing-passkey'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { isLastFactor } from './is-last-factor'

const moment = '2026-11-22T09:33:00.000Z'
const [works, doesNot] = [
  { id: 'works', usable: true },
  { id: 'does not', usable: false },
]
const on = { two_step: moment, authenticator_app: null, passkeys: [works, doesNot] }

test('the page keeps a passkey only if nothing else that works here is left [M28]', () => {
  expect(isLastFactor(works.id, on)).toBe(true)
  expect(isLastFactor(doesNot.id, on)).toBe(false)
  expect(isLastFactor(works.id, { ...on, passkeys: [works, { id: 'another', usable: true }] })).toBe(false)
  expect(isLastFactor(works.id, { ...on, authenticator_app: { since: moment } })).toBe(false)
  expect(isLastFactor(works.id, { ...on, two_step: null })).toBe(false)
})

test('the page says the same as the removal, also once no passkey works at the URL of the site [M28]', async () => {
  const { user, caller, passkey } = await someoneWithPasskeyAlone()
  const former = await aPasskeyOf(user, { rpId: 'former.example.com' })
  const saysLast = async (id: string) => isLastFactor(id, await secondFactorsOf({ id: user.id, twoStepAt: new Date() }))
  const refused = { code: 'last-factor' }
  await withSettings({ APP_URL: 'https://new.example.com' }, async () => {
    for (const { id } of [passkey, former]) {
      expect(await saysLast(id)).toBe(true)
      expect(await removePasskey({ id }, caller)).toMatchObject(refused)
    }
  })
  expect(await saysLast(passkey.id)).toBe(true)
  expect(await removePasskey({ id: passkey.id }, caller)).toMatchObject(refused)
  expect(await saysLast(former.id)).toBe(false)
  expect(await removePasskey({ id: former.id }, caller)).toMatchObject({ ok: true })
})
