import type { User } from '@/db/accounts/users'
import { findPasskey, type Passkey, type UsedPasskey } from '@/db/factors/passkeys'
import { log } from '@/lib/log'
import { challengeHash, isChallengeOf, type Purpose } from './challenge'
import { challengeIn } from './client-data'
import type { Assertion } from './credential'
import { type RelyingParty, relyingParty } from './relying-party'
import { webauthn } from './webauthn'

export type CheckedCredential = { ok: true; user: User; step: UsedPasskey } | { ok: false; reason: RefusedCredential }
/** 'unknown' if no account has a passkey with that ID; everything else is not told apart. */
export type RefusedCredential = 'refused' | 'unknown'

type Expected = { purpose: Purpose; binding?: string; userId?: string }
const refused = { ok: false, reason: 'refused' } as const

/**
 * Checks the answer of a passkey to our challenge for this purpose, of the account `userId` if it is given. A caller that accepts
 * it must use it up in the transaction of what it allows, which is where the account and the passkey must still be live.
 */
export async function checkCredential(
  credential: Assertion,
  { purpose, binding, userId }: Expected,
): Promise<CheckedCredential> {
  const [site, challenge] = [relyingParty(), challengeIn(credential.response)]
  // First, because it needs no query: whoever sends what we never asked for costs us next to nothing.
  if (!site || challenge === undefined || !isChallengeOf(challenge, purpose, binding)) return refused
  const found = await findPasskey(credential.id)
  if (!found) return { ok: false, reason: 'unknown' }
  const { passkey, user } = found
  if (passkey.rpId !== site.id || !isOwner(user, credential, userId)) return refused
  const signCount = await verify(credential, { challenge, passkey, site })
  if (signCount === undefined) return refused
  noteCount(passkey, signCount)
  return { ok: true, user, step: { passkey: passkey.id, challenge: challengeHash(challenge), signCount } }
}

/** WebAuthn Level 3, section 7.2, step 6: the library does not compare the handle. Only who is known already may leave it out. */
function isOwner(user: User, { response: { userHandle } }: Assertion, userId: string | undefined): boolean {
  if (userId !== undefined && user.id !== userId) return false
  return userHandle ? userHandle === user.passkeyHandle : userId !== undefined
}

type Signed = { challenge: string; passkey: Passkey; site: RelyingParty }

/** The count of signatures that the passkey tells if its answer is right in everything. */
async function verify(credential: Assertion, { challenge, passkey, site }: Signed): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await webauthn()
  const { id, rawId, type, response } = credential
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...{ id, rawId, type, clientExtensionResults: {} },
        response: { ...response, userHandle: response.userHandle ?? undefined },
      },
      ...{ expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.id },
      // The library would refuse a counter that went back, as those of synced passkeys may.
      credential: { id: passkey.credentialId, publicKey: Buffer.from(passkey.publicKey, 'base64url'), counter: 0 },
      // A passkey stands for two factors only if it asked for a fingerprint or a PIN.
      requireUserVerification: true,
    })
    // A wrong signature is the one fault for which the library does not throw.
    return verified === true ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

/** A count that went back can mean a copied passkey, but also an authenticator that was restored: nobody is locked out for it. */
function noteCount({ id, userId, synced, signCount }: Passkey, told: number): void {
  if (synced || told === 0 || told >= signCount) return
  log().warn({ event: 'passkey.counter-back', user: userId, passkey: id })
}
