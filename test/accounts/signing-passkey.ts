import type { User } from '@/db/accounts/users'
import { type Passkey, passkeyHandleOf } from '@/db/factors/passkeys'
import { type Authenticator, type Faults, softwareAuthenticator } from '@/e2e/support/authenticator'
import { config } from '@/lib/config'
import { confirmOptions } from '@/lib/confirmation/options'
import { newChallenge, type Purpose } from '@/lib/factors/webauthn/challenge'
import type { Caller } from '@/lib/operation'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'
import { successOf } from '@/test/success-of'
import { agedSession } from './aged-session'
import { aCallerOf } from './callers'
import { aPasskeyOf } from './passkeys'
import { someone } from './someone'

/** A passkey that was added to the account, with its device; `answer` answers a challenge of ours that it makes itself. */
export async function aSigningPasskeyOf(user: Pick<User, 'id'>, overrides: Partial<Passkey> = {}) {
  const device = softwareAuthenticator({ origin: config().APP_URL, userHandle: await passkeyHandleOf(user.id) })
  const passkey = await aPasskeyOf(user, { credentialId: device.id, publicKey: device.publicKey, ...overrides })
  const answer = (purpose: Purpose, binding = '', faults: Faults = {}) =>
    device.get({ challenge: newChallenge(purpose, binding) }, faults)
  return { device, passkey, answer }
}

/** What the device answers when this caller asks for options to confirm with. */
export async function confirmingWith(device: Authenticator, caller: Caller, faults: Faults = {}) {
  return device.get(successOf(await confirmOptions({}, caller)).options, faults)
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
  const { device, passkey } = await aSigningPasskeyOf(user)
  const switched = await switchOnTwoStep({ credential: await confirmingWith(device, caller) }, caller)
  return { user, caller, device, passkey, codes: successOf(switched).recovery_codes ?? [] }
}
