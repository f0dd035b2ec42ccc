import { type StoredKey, storedKeys } from '@/db/provider/signing-keys'
import type { SigningAlgorithm } from '@/db/provider/tables'
import { perProcess } from '@/lib/per-process'
import { openKey, type PrivateJwk } from './signing-key'

/** next: published before it signs. current: signs. past: published because its tokens may still be in use. */
export type KeyState = 'next' | 'current' | 'past'
type OpenedKey = StoredKey & { state: KeyState; jwk: PrivateJwk }
/**
 * `keys`: those that apps can fetch, the newest first; `lost`: those of them that AUTH_SECRET does not open. `retired`: those that
 * only recognize what they once signed.
 */
export type OpenedKeys = { keys: OpenedKey[]; lost: StoredKey[]; retired: PrivateJwk[] }

/** The private keys that this process has opened. */
const opened = perProcess('signing-keys', () => new Map<string, PrivateJwk>())

/** Reads and opens the keys. */
export async function openedKeys(): Promise<OpenedKeys> {
  const found = (await storedKeys()).map((row) => ({ ...row, jwk: remembered(row) }))
  const usable = found.flatMap(({ jwk, ...row }) => (jwk ? [{ ...row, jwk }] : []))
  forgetAllBut(usable)
  return {
    keys: withStates(usable.filter(({ isPublished }) => isPublished)),
    lost: found.filter(({ jwk, isPublished }) => !jwk && isPublished),
    retired: usable.filter(({ isPublished }) => !isPublished).map(({ jwk }) => jwk),
  }
}

export function forgetOpenedKeys(): void {
  opened.clear()
}

/**
 * A key that was opened once stays usable. While AUTH_SECRET is changed on one instance after the other, another instance may
 * seal it with a secret that this one does not know yet.
 */
function remembered(row: StoredKey): PrivateJwk | undefined {
  const jwk = opened.get(row.kid) ?? openKey(row)
  if (jwk) opened.set(row.kid, jwk)
  return jwk
}

function forgetAllBut(rows: { kid: string }[]): void {
  for (const kid of opened.keys()) if (!rows.some((row) => row.kid === kid)) opened.delete(kid)
}

/** Of each algorithm, the newest key whose time has come is the current one. */
function withStates<K extends { alg: SigningAlgorithm; signs: boolean }>(
  newestFirst: K[],
): (K & { state: KeyState })[] {
  const signed = new Set<SigningAlgorithm>()
  return newestFirst.map((key) => {
    if (!key.signs) return { ...key, state: 'next' }
    const state = signed.has(key.alg) ? 'past' : 'current'
    signed.add(key.alg)
    return { ...key, state }
  })
}
