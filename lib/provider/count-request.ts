import type { KoaContextWithOIDC } from 'oidc-provider'
import { metrics } from '@/lib/metrics/metrics'
import { rulesIn } from './clients/client-metadata'
import { providerRequest } from './request'

/** Counts an answer by the library's name for the address and by its kind, never by anything that the request says. */
export function countRequest({ oidc, status, response }: KoaContextWithOIDC): void {
  const endpoint = oidc?.route ?? 'unknown'
  metrics()?.providerRequests.inc({ endpoint, outcome: outcomeOf(status, response.get('Location')) })
  countLogin(oidc)
}

/** Only a login that the app hears of counts: its session may have ended before the answer was stored. */
function countLogin(oidc: KoaContextWithOIDC['oidc'] | undefined): void {
  const { entered, ended, failure } = providerRequest() ?? {}
  if (!oidc?.client || entered === undefined || ended || failure !== undefined) return
  metrics()?.appLogins.inc({ kind: rulesIn(oidc.client).kind })
}

function outcomeOf(status: number, location: string): 'answered' | 'refused' | 'unavailable' | 'failed' {
  if (status === 503) return 'unavailable'
  if (status >= 500) return 'failed'
  return status >= 400 || /[?&#]error=/.test(location) ? 'refused' : 'answered'
}
