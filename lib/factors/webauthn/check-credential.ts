import type { User } from '@/db/accounts/users'
import { findPasskey, type Passkey, type UsedPasskey } from '@/db/factors/passkeys'
import { findPasskeySetAside } from '@/db/factors/set-aside/passkeys-set-aside'
import { log } from '@/lib/log'
import { challengeHash, isChallengeOf, type Purpose } from './challenge'
import { challengeIn, originIn } from './client-data'
import type { Assertion } from './credential'
import { type RelyingParty, relyingParty } from './relying-party'
import { webauthn } from './webauthn'

export type CheckedCredential = { ok: true; user: User; step: UsedPasskey } | { ok: false; reason: RefusedCredential }
/**
 * Why an answer was refused, for the log: 'unknown' if no account has a passkey with that ID, 'origin' if the browser was at
 * another URL than APP_URL, 'answer' if anything else about it is wrong. The caller is told 'unknown' and 'removed', and of the
 * others nothing.
 */
export type RefusedCredential = 'challenge' | 'domain' | 'owner' | 'origin' | 'answer' | 'used' | 'account' | NotWorking
/** 'suspended' and 'removed' for a right answer of a passkey that the owner may bring back, and that opens nothing meanwhile. */
type NotWorking = 'unknown' | 'suspended' | 'removed'

type Expected = { purpose: Purpose; binding?: string; userId?: string }
const refused = (reason: RefusedCredential): { ok: false; reason: RefusedCredential } => ({ ok: false, reason })

/**
 * Checks the answer of a passkey to our challenge for this purpose, and that the passkey belongs to the account `userId` if that
 * is given. A caller that accepts the answer must use it up in the transaction of what it allows: only there is it certain that
 * the account and the passkey are still live.
 */
export async function checkCredential(
  credential: Assertion,
  { purpose, binding, userId }: Expected,
): Promise<CheckedCredential> {
  const [site, challenge] = [relyingParty(), challengeIn(credential.response)]
  // First, because it needs no query: an answer that we never asked for costs us next to nothing.
  if (!site || challenge === undefined || !isChallengeOf(challenge, purpose, binding)) return refused('challenge')
  const works = await findPasskey(credential.id)
  const setAside = works ? undefined : await findPasskeySetAside(credential.id)
  const found = works ?? setAside
  if (!found) return refused('unknown')
  const { passkey, user } = found
  if (passkey.rpId !== site.id) return refused('domain')
  if (!isOwner(user, credential, userId)) return refused('owner')
  const signCount = await verify(credential, { challenge, passkey, site })
  if (signCount === undefined) return refused(originIn(credential.response) === site.origin ? 'answer' : 'origin')
  // Only after a right signature, so that nobody else learns that the account ever had this passkey.
  if (setAside) return refused(setAside.state)
  noteCounter(passkey, signCount)
  return { ok: true, user, step: { passkey: passkey.id, challenge: challengeHash(challenge), signCount } }
}

/** The library does not compare the handle (WebAuthn Level 3, section 7.2, step 6). It may be missing if the account is known. */
function isOwner(user: User, { response: { userHandle } }: Assertion, userId: string | undefined): boolean {
  if (userId !== undefined && user.id !== userId) return false
  return userHandle ? userHandle === user.passkeyHandle : userId !== undefined
}

type Signed = { challenge: string; passkey: Passkey; site: RelyingParty }

/** The signature counter in the answer; undefined if anything about the answer is wrong. */
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
      // A passkey stands for two factors only if its device has also verified its user.
      requireUserVerification: true,
    })
    // A wrong signature is the one fault for which the library does not throw.
    return verified === true ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

/** A counter that went back can mean a copied passkey, but also an authenticator that was restored, so it locks nobody out. */
function noteCounter({ id, userId, synced, signCount }: Passkey, counter: number): void {
  if (synced || counter === 0 || counter >= signCount) return
  log().warn({ event: 'passkey.counter-back', user: userId, passkey: id })
}
