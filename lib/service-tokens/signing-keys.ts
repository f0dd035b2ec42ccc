import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { keysFor } from '@/lib/secrets'

export const ALGORITHM = 'EdDSA'

/** What RFC 8410 writes before the 32 bytes of a private Ed25519 key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

type PublicKey = { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; use: 'sig'; alg: typeof ALGORITHM }
export type SigningKey = { privateKey: KeyObject; publicKey: PublicKey }

/**
 * A pair for each configured secret, the one that signs first. Made from the secrets each time, so that instances agree
 * on them, none is stored, and whoever changes AUTH_SECRET changes these too.
 */
export function signingKeys(): Promise<SigningKey[]> {
  return Promise.all(keysFor('service-token').map(pairOf))
}

async function pairOf(seed: Uint8Array): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' }) as { x: string }
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const
  // Named by what it is (RFC 7638), so a name never comes to mean another key.
  const kid = await calculateJwkThumbprint(jwk)
  return { privateKey, publicKey: { ...jwk, kid, use: 'sig', alg: ALGORITHM } }
}
