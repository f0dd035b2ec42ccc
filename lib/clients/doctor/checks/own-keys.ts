import { signingAlgorithms } from '@/db/provider/tables'
import { openedKeys } from '@/lib/provider/keys/opened-keys'

/**
 * Whether this process has the secret of the server, which opens its signing keys. With another secret, signing would make new keys,
 * and the server could not read them.
 */
export async function canSign(): Promise<boolean> {
  const { keys } = await openedKeys()
  const current = keys.filter(({ state }) => state === 'current').map(({ alg }) => alg)
  return signingAlgorithms.every((alg) => current.includes(alg))
}
