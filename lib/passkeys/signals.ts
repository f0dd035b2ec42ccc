import type { User } from '@/db/accounts/users'
import { passkeysOf } from '@/db/factors/passkeys'
import { credentialsSetAside } from '@/db/factors/set-aside/passkeys-set-aside'
import { relyingParty } from '@/lib/factors/webauthn/relying-party'

/** Members of WebAuthn's `signalAllAcceptedCredentials` and `signalCurrentUserDetails`. */
export type PasskeySignals = {
  rpId: string
  userId: string
  allAcceptedCredentialIds: string[]
  name: string
  displayName: string
}

/** What password managers should know of the account's passkeys; undefined if it never had one here. */
export async function passkeySignals(user: User): Promise<PasskeySignals | undefined> {
  const rpId = relyingParty()?.id
  const { id, passkeyHandle: userId, email: name, firstName, lastName } = user
  if (!rpId || !userId) return undefined
  // A password manager deletes a passkey that is missing here, and nothing could bring it back.
  const [working, setAside] = await Promise.all([passkeysOf(id), credentialsSetAside(id)])
  const allAcceptedCredentialIds = [...working.map(({ credentialId }) => credentialId), ...setAside]
  return { rpId, userId, allAcceptedCredentialIds, name, displayName: `${firstName} ${lastName}` }
}
