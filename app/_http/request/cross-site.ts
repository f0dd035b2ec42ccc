import { config } from '@/lib/config'

/**
 * True when a state-changing request did not come from our own pages. A missing Origin passes only where
 * `needsOrigin` is false, for API clients that send no cookie. Compared only with the configuration, because the sender
 * chooses Host and X-Forwarded-Host.
 */
export function isCrossSite(headers: Headers, { needsOrigin }: { needsOrigin: boolean }): boolean {
  const site = headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return true
  const origin = headers.get('origin')
  return origin === null ? needsOrigin : origin !== config().APP_URL
}
