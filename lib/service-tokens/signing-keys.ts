import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { keysFor } from '@/lib/secrets/secrets'

export const ALGORITHM = 'EdDSA'

/** The header that RFC 8410 puts before the 32 bytes of a private Ed25519 key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

type PublicKey = { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; use: 'sig'; alg: typeof ALGORITHM }
export type SigningKey = { privateKey: KeyObject; publicKey: PublicKey }

/**
 * A key pair for each configured secret, with the one that signs first. The pairs are derived from the secrets each time,
 * so every instance has the same ones, none is stored, and changing AUTH_SECRET changes them too.
 */
export function signingKeys(): Promise<SigningKey[]> {
  return Promise.all(keysFor('service-token').map(pairOf))
}

async function pairOf(seed: Uint8Array): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' }) as { x: string }
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const
  // The ID is the key's own thumbprint (RFC 7638), so an ID never refers to another key.
  const kid = await calculateJwkThumbprint(jwk)
  return { privateKey, publicKey: { ...jwk, kid, use: 'sig', alg: ALGORITHM } }
}
