import { config } from '@/lib/config'
import { callbackOf } from '@/lib/forward-auth/app-origin'
import type { FieldErrors } from '@/lib/result'
import { isLocalHost } from '@/lib/rules/urls/local-host'

export type WantedOfProxied = {
  redirect_uris?: string[]
  backchannel_uri?: string | null
  scopes?: string[]
  id_token_claims?: boolean
}

/** What an app that knows no protocol can do nothing with. */
const OFFERED = ['openid', 'profile', 'email']

/** What is wrong in what an operator wants of an app behind a proxy, by field; its URLs are valid. */
export function proxyFaults({
  redirect_uris = [],
  backchannel_uri,
  id_token_claims,
  scopes = [],
}: WantedOfProxied): FieldErrors {
  const useless = scopes.filter((scope) => !OFFERED.includes(scope))
  const faults = {
    redirect_uris: redirect_uris.flatMap((uri) => callbackFault(uri) ?? []),
    backchannel_uri: backchannel_uri
      ? ['is not needed by an app of the kind proxy, whose proxy asks about each request']
      : [],
    id_token_claims: id_token_claims ? ['is not for an app of the kind proxy, which gets no ID token'] : [],
    scopes: useless.length > 0 ? [`must be some of ${OFFERED.join(', ')} for an app of the kind proxy`] : [],
  }
  return Object.fromEntries(Object.entries(faults).filter(([, words]) => words.length > 0))
}

function callbackFault(uri: string): string | undefined {
  const { origin, host, hostname } = new URL(uri)
  if (uri !== callbackOf(origin)) return `must be ${callbackOf(origin)} for an app of the kind proxy, not ${uri}`
  const own = new URL(config().APP_URL)
  // Browsers send cookies to every port of a host, so the app would get those of Rekey. On one's own machine there is no other name.
  return host === own.host || (hostname === own.hostname && !isLocalHost(hostname))
    ? `must be at another host than Rekey itself: ${uri}`
    : undefined
}
