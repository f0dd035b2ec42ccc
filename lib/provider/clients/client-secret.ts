import { timingSafeEqual } from 'node:crypto'
import type { Provider } from 'oidc-provider'
import { hashClientSecret } from '@/lib/clients/client-secret'
import { rulesIn } from './client-metadata'

/** Compares secrets by their digests, because only those are stored; a former one counts as long as the operator keeps it. */
export function checkHashedSecrets({ Client }: Provider): void {
  Client.prototype.compareClientSecret = function compareClientSecret(actual: string): boolean {
    const digest = hashClientSecret(actual)
    const known = [this.clientSecret, rulesIn(this).oldSecretHash].filter((hash) => hash !== undefined)
    return known.map((hash) => isEqual(hash, digest)).includes(true)
  }
}

function isEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
