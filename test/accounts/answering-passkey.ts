import type { User } from '@/db/accounts/users'
import { type Passkey, passkeyHandleOf } from '@/db/factors/passkeys'
import { type Authenticator, softwareAuthenticator } from '@/e2e/support/authenticator'
import { confirmOptions } from '@/lib/confirmation/options'
import type { Caller } from '@/lib/operation'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'
import { aCallerOf } from './callers'
import { aPasskeyOf } from './passkeys'
import { someone } from './someone'

type Faults = Parameters<ReturnType<typeof softwareAuthenticator>['get']>[1]

/** A passkey of the account and the authenticator that holds it; `answer` answers a challenge of ours that it makes itself. */
export async function anAnsweringPasskeyOf(user: Pick<User, 'id'>, overrides: Partial<Passkey> = {}) {
  const userHandle = await passkeyHandleOf(user.id)
  const authenticator = softwareAuthenticator({ userHandle, synced: overrides.synced ?? true })
  const { id: credentialId, publicKey } = authenticator
  const passkey = await aPasskeyOf(user, { credentialId, publicKey, ...overrides })
  const answer = (purpose: Purpose, binding = '', faults: Faults = {}) =>
    authenticator.get({ challenge: newChallenge(purpose, binding) }, faults)
  return { passkey, authenticator, answer }
}
