import { isLocalHost } from '@/lib/rules/local-host'

const CALLBACK = '/.rekey/callback'

/** The origin of the app at this host, with the scheme under which it is registered; undefined if it is none of its hosts. */
export function originAt(host: string, redirectUris: readonly string[]): string | undefined {
  return ['https', 'http']
    .map((scheme) => `${scheme}://${host}`)
    .find((origin) => redirectUris.includes(callbackOf(origin)))
}

/** Where a login comes back to. */
export const callbackOf = (origin: string): string => `${origin}${CALLBACK}`

/** With https, the prefix keeps other hosts and plain http from setting the cookie (RFC 6265bis §4.1.3). */
const prefix = (isSecure: boolean) => (isSecure ? '__Host-' : '')

/** The names under which the cookie of a seat may arrive at this host. Plain http is only for apps on the same machine. */
export function seatCookiesAt(host: string): string[] {
  const isLocal = isLocalHost(new URL(`http://${host}`).hostname)
  return [seatCookie(true), ...(isLocal ? [seatCookie(false)] : [])]
}

export const seatCookie = (isSecure: boolean): string => `${prefix(isSecure)}rekey`

/** One for each login that has begun, so that several tabs can log in at the same time. */
export const loginCookie = (isSecure: boolean, state: string): string =>
  `${prefix(isSecure)}rekey-login-${state.slice(0, 8)}`
