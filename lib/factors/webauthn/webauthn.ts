import { perProcess } from '@/lib/per-process'

type Library = typeof import('@simplewebauthn/server')

/** EdDSA, ES256 and RS256: every authenticator has one of them. Listed here, so that a new release of the library adds none. */
export const ALGORITHMS = [-8, -7, -257]

/** The WebAuthn library. It takes a third of a second to load, so a server without passkeys never loads it. */
export function webauthn(): Promise<Library> {
  return perProcess('webauthn library', () => import('@simplewebauthn/server'))
}
