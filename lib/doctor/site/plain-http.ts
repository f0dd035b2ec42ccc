import type { Check } from '@/lib/doctor/check'
import { type Finding, fine, hint, warning } from '@/lib/doctor/finding'
import { isLocalHost } from '@/lib/rules/urls/local-host'

const PATIENCE_SECONDS = 5

/** Checks that http:// redirects to https:// for people who type the name only. */
export const plainHttp: Check = ({ settings }) => {
  const url = new URL(settings.APP_URL ?? 'http://localhost')
  // If the site uses another port than 443, nobody expects a redirect from port 80.
  if (url.protocol !== 'https:' || url.port !== '' || isLocalHost(url.hostname)) return []
  return judgePlainHttp(`http://${url.hostname}/`)
}

export async function judgePlainHttp(address: string): Promise<Finding[]> {
  const check = 'site.redirect'
  const options = { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_SECONDS * 1000) } as const
  const answer = await fetch(address, options).catch(() => undefined)
  if (!answer)
    return [hint(check, `Nothing answers at ${address}. People who type the name without https may see an error.`)]
  if (answer.headers.get('location')?.startsWith('https:')) return [fine(check, `${address} redirects to https.`)]
  const says = `${address} answers without redirecting to https (${answer.status}).`
  return [warning(check, says, 'In the nginx server block for port 80: return 308 https://$host$request_uri;')]
}
