import type { KoaContextWithOIDC } from 'oidc-provider'
import { metrics } from '@/lib/metrics/metrics'

/** Counts an answer by the library's name for the address and by its kind, never by anything that the request says. */
export function countRequest({ oidc, status, response }: KoaContextWithOIDC): void {
  const endpoint = oidc?.route ?? 'unknown'
  metrics()?.providerRequests.inc({ endpoint, outcome: outcomeOf(status, response.get('Location')) })
}

function outcomeOf(status: number, location: string): 'answered' | 'refused' | 'unavailable' | 'failed' {
  if (status === 503) return 'unavailable'
  if (status >= 500) return 'failed'
  return status >= 400 || /[?&#]error=/.test(location) ? 'refused' : 'answered'
}
