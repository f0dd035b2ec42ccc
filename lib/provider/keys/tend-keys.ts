import { addKeys, findSealedKeys, publishedKeys, removeEndedKeys, replaceSealedKey } from '@/db/provider/signing-keys'
import { signingAlgorithms } from '@/db/provider/tables'
import { log } from '@/lib/log'
import { resealRows, type SealedRows } from '@/lib/secrets/reseal-rows'
import { KEY_PURPOSE, makeKey } from './signing-key'

const sealedKeys: SealedRows = { purpose: KEY_PURPOSE, find: findSealedKeys, replace: replaceSealedKey }

/** Publishes the successors of old keys, removes those whose tokens have ended, and seals with the first secret. */
export async function tendKeys(): Promise<void> {
  await removeEndedKeys()
  await publishNextKeys()
  await resealRows(sealedKeys)
}

async function publishNextKeys(): Promise<void> {
  const published = await publishedKeys()
  const due = signingAlgorithms.filter((alg) => published.find((key) => key.alg === alg)?.isOld)
  if (due.length === 0) return
  const made = await Promise.all(due.map(makeKey))
  const known = published.map(({ kid }) => kid)
  if (await addKeys(made, known, 'next')) log().info({ event: 'provider.keys-next', made: made.map(({ kid }) => kid) })
}
