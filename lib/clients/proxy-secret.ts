import { createHmac } from 'node:crypto'
import { keysFor } from '@/lib/secrets/secrets'

/**
 * The secret of an app behind a proxy. Only Rekey itself redeems its codes, so nobody else has to know a secret, and a code that leaks
 * is worth nothing.
 */
export function proxySecret(clientId: string): string {
  const [key] = keysFor('forward-auth') as [Uint8Array]
  return createHmac('sha256', key).update(clientId).digest('base64url')
}
