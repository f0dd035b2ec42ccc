import { createHash } from 'node:crypto'
import { addKeys } from '@/db/provider/signing-keys'
import { type SigningAlgorithm, signingAlgorithms } from '@/db/provider/tables'
import { log } from '@/lib/log'
import { perProcess } from '@/lib/per-process'
import { KEYS_READ_MINUTES } from '@/lib/rules/signing-key-times'
import { forgetOpenedKeys, type KeyState, type OpenedKeys, openedKeys } from './opened-keys'
import { makeKey, type PrivateJwk } from './signing-key'

/**
 * `jwks`: private keys, of which the first one of each algorithm signs. `retired`: former ones, which only recognize what they
 * once signed. `version` changes with every change of these.
 */
export type ProviderKeys = { version: string; jwks: PrivateJwk[]; retired: PrivateJwk[] }

const cache = perProcess('provider-keys', (): { read?: Promise<ProviderKeys>; until: number } => ({ until: 0 }))

/** The keys that sign the tokens for apps, read once a minute. Makes the first ones. Throws Unavailable. */
export function providerKeys(): Promise<ProviderKeys> {
  if (cache.read && performance.now() < cache.until) return cache.read
  const read = readKeys()
  Object.assign(cache, { read, until: performance.now() + KEYS_READ_MINUTES * 60_000 })
  // The next call tries again.
  read.catch(() => forgetIf(read))
  return read
}

/** Lets the next call read the keys, after they were changed here. */
export function forgetProviderKeys(): void {
  cache.read = undefined
  forgetOpenedKeys()
}

function forgetIf(failed: Promise<ProviderKeys>): void {
  if (cache.read === failed) cache.read = undefined
}

async function readKeys(): Promise<ProviderKeys> {
  const found = await openedKeys()
  const signed = found.keys.filter(({ state }) => state === 'current').map(({ alg }) => alg)
  const missing = signingAlgorithms.filter((alg) => !signed.includes(alg))
  if (missing.length === 0) return inOrder(found)
  await makeCurrentKeys(missing, found)
  return readKeys()
}

/** Does nothing if another instance was faster: its keys are found then. */
async function makeCurrentKeys(algorithms: SigningAlgorithm[], { keys, lost }: OpenedKeys): Promise<void> {
  // Made before the transaction, which must not wait for a slow computation.
  const made = await Promise.all(algorithms.map(makeKey))
  const known = [...keys, ...lost].map(({ kid }) => kid)
  if (!(await addKeys(made, known, 'now'))) return
  const kids = made.map(({ kid }) => kid)
  const gone = lost.filter(({ alg }) => algorithms.includes(alg)).map(({ kid }) => kid)
  if (gone.length > 0) log().warn({ event: 'provider.keys-lost', lost: gone, made: kids })
  else log().info({ event: 'provider.keys-made', made: kids })
}

const ORDER: KeyState[] = ['current', 'next', 'past']

function inOrder({ keys, retired }: OpenedKeys): ProviderKeys {
  const sorted = ORDER.flatMap((state) =>
    signingAlgorithms.flatMap((alg) => keys.filter((key) => key.state === state && key.alg === alg)),
  )
  const states = [...sorted.map(({ kid, state }) => `${kid} ${state}`), ...retired.map(({ kid }) => kid)].join('\n')
  const version = createHash('sha256').update(states).digest('base64url')
  return { version, jwks: sorted.map(({ jwk }) => jwk), retired }
}
