import type { User } from '@/db/accounts/users'
import { type Passkey, passkeyHandleOf } from '@/db/factors/passkeys'
import { type Authenticator, softwareAuthenticator } from '@/e2e/support/authenticator'
import { confirmOptions } from '@/lib/confirmation/options'
import type { Caller } from '@/lib/operation'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'
import { agedSession } from './aged-session'
import { aCallerOf } from './callers'
import { aPasskeyOf } from './passkeys'
import { someone } from './someone'

/** A passkey that was added to the account, with the device that can sign with it. */
export async function aSigningPasskeyOf(user: Pick<User, 'id'>, overrides: Partial<Passkey> = {}) {
  const device = softwareAuthenticator({ userHandle: await passkeyHandleOf(user.id) })
  const row = await aPasskeyOf(user, { credentialId: device.id, publicKey: device.publicKey, ...overrides })
  return { device, row }
}

/** What the device answers when this caller asks for options to confirm with. */
export async function confirmingWith(
  device: Authenticator,
  caller: Caller,
  faults: Parameters<Authenticator['get']>[1] = {},
) {
  const asked = await confirmOptions({}, caller)
  if (!asked.ok) throw new Error(asked.code)
  return device.get(asked.value.options, faults)
}

/** A new account without two-step login that has a passkey, and a session of an hour ago. */
export async function someoneWithPasskey() {
  const user = await someone({ verified: true })
  const here = await aCallerOf(user, 'browser')
  await agedSession(here, 60)
  return { user, here, ...(await aSigningPasskeyOf(user)) }
}

/** A new account with two-step login whose only second factor is a passkey, and a session in which it was switched on. */
export async function someoneWithPasskeyAlone() {
  const user = await someone({ verified: true })
  const caller = await aCallerOf(user, 'browser')
  const { device, row } = await aSigningPasskeyOf(user)
  const switched = await switchOnTwoStep({ credential: await confirmingWith(device, caller) }, caller)
  if (!switched.ok) throw new Error(switched.code)
  return { user, caller, device, passkey: row, codes: switched.value.recovery_codes ?? [] }
}
