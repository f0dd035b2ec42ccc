import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { calculateJwkThumbprint, type JWK } from 'jose'
import type { NewKey, StoredKey } from '@/db/provider/signing-keys'
import type { SigningAlgorithm } from '@/db/provider/tables'
import { open, seal } from '@/lib/secrets/sealed'

export const KEY_PURPOSE = 'provider-key'

export type PrivateJwk = JWK & { kid: string; alg: SigningAlgorithm; use: 'sig' }

/** Makes a key pair. Its ID is its own thumbprint (RFC 7638), so that an ID never refers to another key. */
export async function makeKey(alg: SigningAlgorithm): Promise<NewKey> {
  const { privateKey } = await makePair(alg)
  const publicJwk = createPublicKey(privateKey).export({ format: 'jwk' }) as Record<string, string>
  const kid = await calculateJwkThumbprint(publicJwk)
  // Sealed, so that nobody can forge a login with a copy of the database alone.
  const sealed = seal(KEY_PURPOSE, kid, JSON.stringify(privateKey.export({ format: 'jwk' })))
  return { kid, alg, publicJwk, sealed }
}

/** The private key, for the library that signs with it. Undefined if no secret of AUTH_SECRET opens it. */
export function openKey({ kid, alg, sealed }: Pick<StoredKey, 'kid' | 'alg' | 'sealed'>): PrivateJwk | undefined {
  const opened = open(KEY_PURPOSE, kid, sealed)
  return opened === undefined ? undefined : { ...JSON.parse(opened), kid, alg, use: 'sig' }
}

/** In a thread of its own, because an RSA key takes a quarter of a second, in which the server would answer nobody. */
function makePair(alg: SigningAlgorithm) {
  return alg === 'RS256'
    ? promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
    : promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
}
