import type { User } from '@/db/accounts/users'
import type { Passkey } from '@/db/factors/passkeys'
import type { Faults } from '@/e2e/support/authenticator'
import { newChallenge, type Purpose } from '@/lib/factors/challenge'
import { aSigningPasskeyOf } from './signing-passkey'

/** A passkey of the account and the authenticator that holds it; `answer` answers a challenge of ours that it makes itself. */
export async function anAnsweringPasskeyOf(user: Pick<User, 'id'>, overrides: Partial<Passkey> = {}) {
  const { device: authenticator, row: passkey } = await aSigningPasskeyOf(user, overrides)
  const answer = (purpose: Purpose, binding = '', faults: Faults = {}) =>
    authenticator.get({ challenge: newChallenge(purpose, binding) }, faults)
  return { passkey, authenticator, answer }
}
