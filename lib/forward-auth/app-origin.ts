import { isLocalHost } from '@/lib/rules/urls/local-host'

const CALLBACK = '/.rekey/callback'

/** The origin of the app at this host, with the scheme under which it is registered; undefined if it is none of its hosts. */
export function originAt(host: string, redirectUris: readonly string[]): string | undefined {
  return ['https', 'http']
    .map((scheme) => `${scheme}://${host}`)
    .find((origin) => redirectUris.includes(callbackOf(origin)))
}

/** Where a login comes back to. */
export const callbackOf = (origin: string): string => `${origin}${CALLBACK}`

/** The names under which the cookie of a seat may arrive at this host. Plain http is only for apps on the same machine. */
export function seatCookiesAt(host: string): string[] {
  const isLocal = isLocalHost(new URL(`http://${host}`).hostname)
  return [seatCookie(`https://${host}`), ...(isLocal ? [seatCookie(`http://${host}`)] : [])]
}

/**
 * With https, the prefix keeps other hosts and plain http from setting the cookie (RFC 6265bis §4.1.3). The port is part of the name,
 * because browsers send a cookie to all ports of its host, where apps would take away each other's.
 */
export function seatCookie(origin: string): string {
  const { protocol, port } = new URL(origin)
  return `${protocol === 'https:' ? '__Host-' : ''}rekey${port && `-${port}`}`
}

/** One for each login that has begun, so that several tabs can log in at the same time. */
export const loginCookie = (origin: string, state: string): string => `${seatCookie(origin)}-login-${state.slice(0, 8)}`
