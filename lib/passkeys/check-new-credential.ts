import { challengeHash, isChallengeOf } from '@/lib/factors/webauthn/challenge'
import type { RefusedCredential } from '@/lib/factors/webauthn/check-credential'
import { challengeIn, originIn } from '@/lib/factors/webauthn/client-data'
import type { Attestation } from '@/lib/factors/webauthn/credential'
import { type RelyingParty, relyingParty } from '@/lib/factors/webauthn/relying-party'
import { ALGORITHMS, webauthn } from '@/lib/factors/webauthn/webauthn'
import { withoutStatement } from './without-statement'

/**
 * Checks a new passkey that signed a challenge made for this session. Returns what to store of it, and the hash of the challenge,
 * which is still to be used up; or why it is refused, for the log.
 */
export async function checkNewCredential(credential: Attestation, sessionId: string) {
  const [site, challenge] = [relyingParty(), challengeIn(credential.response)]
  // First, because the library is slow: it sees only answers to what this session asked for.
  if (!site || challenge === undefined || !isChallengeOf(challenge, 'create', sessionId)) return refused('challenge')
  // Its owner would count on it, but a credential that is not discoverable could not log in without an email.
  if (credential.clientExtensionResults?.credProps?.rk === false) return refused('answer')
  const made = await verify(credential, challenge, site)
  // Only the ID beside the signed one has been checked for its length (WebAuthn Level 3, section 7.1, step 25).
  if (!made || made.credential.id !== credential.id)
    return refused(originIn(credential.response) === site.origin ? 'answer' : 'origin')
  const stored = {
    challenge: challengeHash(challenge),
    credentialId: made.credential.id,
    publicKey: Buffer.from(made.credential.publicKey).toString('base64url'),
    signCount: made.credential.counter,
    transports: credential.response.transports ?? [],
    rpId: site.id,
    synced: made.credentialDeviceType === 'multiDevice',
  }
  return { ok: true, made: stored } as const
}

const refused = (reason: RefusedCredential) => ({ ok: false, reason }) as const

async function verify({ id, rawId, type, response }: Attestation, expectedChallenge: string, site: RelyingParty) {
  const { verifyRegistrationResponse } = await webauthn()
  const { clientDataJSON } = response
  try {
    const attestationObject = await withoutStatement(response.attestationObject)
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId, type, clientExtensionResults: {}, response: { clientDataJSON, attestationObject } },
      ...{ expectedChallenge, expectedOrigin: site.origin, expectedRPID: site.id },
      // A passkey stands for two factors only if its device has also verified its user.
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    return verified === true ? registrationInfo : undefined
  } catch {
    return undefined
  }
}
