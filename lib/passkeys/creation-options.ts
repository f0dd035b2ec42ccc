import type { User } from '@/db/accounts/users'
import type { Passkey } from '@/db/factors/passkeys'
import { newChallenge, PROMPT_MS } from '@/lib/factors/webauthn/challenge'
import { descriptorsOf } from '@/lib/factors/webauthn/descriptors'
import type { RelyingParty } from '@/lib/factors/webauthn/relying-party'
import { ALGORITHMS } from '@/lib/factors/webauthn/webauthn'

type Wanted = { site: RelyingParty; user: User; handle: string; known: Passkey[]; sessionId: string }

/** WebAuthn's PublicKeyCredentialCreationOptionsJSON for a passkey: it logs in by itself, so it must verify its user. */
export function creationOptions({ site, user, handle, known, sessionId }: Wanted) {
  return {
    challenge: newChallenge('create', sessionId),
    rp: { id: site.id, name: site.name },
    // The handle is random, because a device shows it to whoever asks for it (WebAuthn Level 3 section 14.6.1).
    user: { id: handle, name: user.email, displayName: `${user.firstName} ${user.lastName}` },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
    timeout: PROMPT_MS,
    attestation: 'none' as const,
    excludeCredentials: descriptorsOf(known),
    authenticatorSelection: {
      residentKey: 'required' as const,
      requireResidentKey: true,
      userVerification: 'required' as const,
    },
    extensions: { credProps: true },
  }
}
