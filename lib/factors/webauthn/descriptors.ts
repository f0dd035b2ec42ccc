import type { Passkey } from '@/db/factors/passkeys'

/** How WebAuthn names a passkey to a browser (PublicKeyCredentialDescriptorJSON). */
export type Descriptor = { type: 'public-key'; id: string; transports: string[] }

export function descriptorsOf(passkeys: Passkey[]): Descriptor[] {
  return passkeys.map(({ credentialId: id, transports }) => ({ type: 'public-key', id, transports }))
}
