import * as z from 'zod/mini'
import type { SigningAlgorithm } from '@/db/provider/tables'
import { call, jsonOf } from '@/lib/clients/doctor/call'
import { type Finding, fault, fine } from '@/lib/doctor/finding'
import { openedKeys } from '@/lib/provider/keys/opened-keys'

const CHECK = 'keys'
const keySet = z.object({ keys: z.array(z.object({ kid: z.string(), alg: z.string() })) })
const OTHER = 'Run npx rekey doctor. If a cache stands before Rekey, let it forget that URL'

/** Fetches the public keys with which the app verifies what Rekey signs for it. */
export async function examineKeys(alg: SigningAlgorithm, issuer: string): Promise<Finding> {
  const url = `${issuer}/oauth/jwks`
  const answer = await call(url)
  if ('reason' in answer)
    return fault(CHECK, `Nothing answers at ${url}: ${answer.reason}.`, 'Let the proxy pass /oauth/ on to Rekey')
  const found = keySet.safeParse(jsonOf(answer.beginning))
  if (!found.success)
    return fault(CHECK, `${url} contains no keys (${answer.status}).`, 'Let the proxy pass /oauth/ on to Rekey')
  const published = found.data.keys.filter((key) => key.alg === alg)
  if (published.length === 0) return fault(CHECK, `${url} contains no key for ${alg}.`, 'npx rekey keys list')
  const current = (await openedKeys()).keys.find((key) => key.alg === alg && key.state === 'current')
  if (current && !published.some(({ kid }) => kid === current.kid))
    return fault(CHECK, `${url} lacks the key with which Rekey signs for this app (${current.kid}).`, OTHER)
  return fine(CHECK, `${url} contains the key that signs for this app (${alg}).`)
}
