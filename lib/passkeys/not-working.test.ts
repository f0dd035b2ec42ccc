import type { Authenticator } from '@/e2e/support/authenticator'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import type { Caller } from '@/lib/operation'
import { sweep } from '@/lib/process/sweeper'
import type { Result } from '@/lib/result'
import { secondStep } from '@/lib/two-step/second-step'
import { secondStepOptions } from '@/lib/two-step/second-step-options'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { hoursAgo } from '@/test/accounts/changed-factors'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { loginTokenOf } from '@/test/accounts/second-steps'
import { aSigningPasskeyOf, confirmingWith } from '@/test/accounts/signing-passkey'
import { setAsideDaysAgo, someoneWithSuspended } from '@/test/accounts/suspended-factors'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { loginOptions } from './login-options'
import { passkeyLogin } from './passkey-login'
import { removePasskey } from './remove'

type Device = Authenticator
type Owner = Awaited<ReturnType<typeof someoneWithSuspended>>
type Faults = { wrongKey?: true }
const caller = aCaller()

/** Every place that takes the answer of a passkey. */
const places: Record<string, (owner: Owner, device: Device, faults?: Faults) => Promise<Result<unknown>>> = {
  'at login': async (_, device, faults) => {
    const { options } = successOf(await loginOptions({}, caller))
    return passkeyLogin({ credential: device.get(options, faults) }, caller)
  },
  'as the second step': async ({ user }, device, faults) => {
    const login_token = await loginTokenOf(user, caller)
    const { options } = successOf(await secondStepOptions({ login_token }, caller))
    return secondStep({ login_token, credential: device.get(options, faults) }, caller)
  },
  'to confirm': async (owner, device, faults) => {
    const here: Caller = await aCallerWithSecondStep(owner.user)
    return confirmOwner({ credential: await confirmingWith(device, here, faults) }, here)
  },
}

for (const [place, answered] of Object.entries(places))
  test(`${place} a suspended passkey is refused like a wrong one, and a removed one is told so after a right answer alone [M21, M26]`, async () => {
    const owner = await someoneWithSuspended('browser')
    const { user, device: suspended } = owner
    // Without a passkey that works there are no options for a second step.
    const working = await aSigningPasskeyOf(user, { createdAt: hoursAgo(1) })
    const removed = await aSigningPasskeyOf(user)
    await removePasskey({ id: removed.passkey.id }, owner.caller)
    const before = (await rowsOf(user)).sessions.length
    const codeOf = async (device: Device, faults?: Faults) => {
      const done = await answered(owner, device, faults)
      return done.ok ? 'ok' : done.code
    }
    expect(await codeOf(suspended)).toBe('passkey-refused')
    expect(await codeOf(suspended, { wrongKey: true })).toBe('passkey-refused')
    expect(await codeOf(removed.device)).toBe('passkey-removed')
    expect(await codeOf(removed.device, { wrongKey: true })).toBe('passkey-refused')
    await setAsideDaysAgo(user, 9)
    await sweep()
    expect(await codeOf(removed.device)).toBe('passkey-unknown')
    expect(await codeOf(suspended)).toBe('passkey-refused')
    expect((await rowsOf(user)).sessions.length - before).toBe(place === 'to confirm' ? 6 : 0)
    expect(await codeOf(working.device)).toBe('ok')
  })
