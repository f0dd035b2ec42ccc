import { newChallenge, PROMPT_MS, type Purpose } from './challenge'
import { type Descriptor, descriptorsOf } from './descriptors'
import { relyingParty } from './relying-party'
import { usablePasskeys } from './usable-passkeys'

/** What a browser needs to ask for a passkey, as `PublicKeyCredential.parseRequestOptionsFromJSON` takes it. */
export type RequestOptions = {
  challenge: string
  rpId: string
  timeout: number
  userVerification: 'required'
  allowCredentials?: Descriptor[]
}

/**
 * Options without an account are the same for everyone. Those for an account name its passkeys, so they are only for a caller
 * who has entered its password or has a session. Undefined if none can be used here.
 */
export async function requestOptions(
  purpose: Purpose,
  { binding, userId }: { binding?: string; userId?: string } = {},
): Promise<RequestOptions | undefined> {
  const site = relyingParty()
  if (!site) return undefined
  const passkeys = userId === undefined ? undefined : await usablePasskeys(userId)
  // An empty list would mean any passkey of this site.
  if (passkeys?.length === 0) return undefined
  return {
    ...{ challenge: newChallenge(purpose, binding), rpId: site.id, timeout: PROMPT_MS, userVerification: 'required' },
    ...(passkeys && { allowCredentials: descriptorsOf(passkeys) }),
  }
}
