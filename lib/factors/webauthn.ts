import { perProcess } from '@/lib/per-process'

type Library = typeof import('@simplewebauthn/server')

/** EdDSA, ES256 and RS256: what every authenticator has. Pinned, so that a release of the library adds none without us. */
export const ALGORITHMS = [-8, -7, -257]

/** The WebAuthn library. It takes a third of a second to load, so a server without passkeys never does. */
export function webauthn(): Promise<Library> {
  return perProcess('webauthn library', () => import('@simplewebauthn/server'))
}
