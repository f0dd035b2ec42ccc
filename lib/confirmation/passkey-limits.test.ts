import { race } from '@/e2e/support/needs'
import { confirmingWith, someoneWithPasskey } from '@/test/accounts/signing-passkey'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { confirmOwner } from './confirm-owner'

const refused = { ok: false, code: 'passkey-refused', fields: {} }

test('wrong passwords do not keep a passkey from confirming, and wrong passkeys no password [M8]', async () => {
  const { user, here, device } = await someoneWithPasskey()
  const { password: current_password } = user
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    const calls = { ...here, ip: '203.0.113.77' }
    for (let attempt = 0; attempt < 12; attempt++) {
      const credential = await confirmingWith(device, calls, { wrongKey: true })
      expect(await confirmOwner({ credential }, calls)).toEqual(refused)
    }
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await confirmOwner({ current_password: 'wrong' }, calls)).toMatchObject({ code: 'wrong-password' })
    expect(await confirmOwner({ current_password }, calls)).toMatchObject({ code: 'too-many-requests' })
    expect(await confirmOwner({ credential: await confirmingWith(device, calls) }, calls)).toMatchObject({ ok: true })
  })
})

test('50 refused passkeys use up the attempts of their IP address, and of no account [M8, M37]', async () => {
  const { here, device } = await someoneWithPasskey()
  const from = (ip: string) => ({ ...here, ip })
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    const wrong = device.get({ challenge: 'made-up' })
    for (let attempt = 0; attempt < 50; attempt++)
      expect(await confirmOwner({ credential: wrong }, from('198.51.100.50'))).toEqual(refused)
    const credential = await confirmingWith(device, here)
    const limited = { code: 'too-many-requests' }
    expect(await confirmOwner({ credential }, from('198.51.100.50'))).toMatchObject(limited)
    expect(await confirmOwner({ credential }, from('198.51.100.150'))).toMatchObject({ ok: true })
  })
})

test('of 20 confirmations with one answer at once one succeeds [M20]', { tag: race }, async () => {
  const { here, device } = await someoneWithPasskey()
  const credential = await confirmingWith(device, here)
  const results = await atOnce(20, () => confirmOwner({ credential }, here))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
})
