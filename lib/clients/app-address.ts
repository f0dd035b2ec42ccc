import { BLOCKED_PORTS } from './blocked-ports'

/** As `ClientKind` of the database: this file also runs where there is none. */
type Kind = 'web' | 'spa' | 'native' | 'proxy'

const LONGEST = 2000
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])
/** RFC 8252 §7.1: the app's own domain name in reverse. Names such as `javascript` and `data` have no dot. */
const PRIVATE_SCHEME = /^[a-z][a-z\d+-]*(\.[a-z\d+-]+)+:$/

/**
 * Why people cannot be sent back to an app at this URL, or undefined if they can. Rekey compares these URLs character by
 * character (RFC 9700 §4.1.3), so one that a browser would change has to be registered as the browser writes it.
 */
export function returnFault(uri: string, kind: Kind): string | undefined {
  const url = readable(uri)
  if (typeof url === 'string') return url
  if (uri.includes('*')) return `must not contain *, because URLs are compared character by character: ${uri}`
  if (!/^https?:$/.test(url.protocol)) return schemeFault(url, uri, kind)
  const isLoopback = LOOPBACK_HOSTS.has(url.hostname)
  if (url.protocol === 'http:' && !isLoopback)
    return `must begin with https:// (http:// is only for localhost, 127.0.0.1 and [::1]): ${uri}`
  if (url.protocol === 'https:' && isLoopback && kind === 'native')
    return `must begin with http:// for this host in a native app: ${uri}`
  return unlikeIn(url, uri)
}

/** Why an app cannot be told about logouts at this URL, or undefined if it can. An operator's own network may use http. */
export function backchannelFault(uri: string): string | undefined {
  const url = readable(uri)
  if (typeof url === 'string') return url
  return /^https?:$/.test(url.protocol) ? unlikeIn(url, uri) : `must begin with https:// or http://: ${uri}`
}

/** The parsed URL, or why it is none. */
function readable(uri: string): URL | string {
  if (uri.length > LONGEST) return `must have at most ${LONGEST} characters`
  if (!/^[\x21-\x7e]*$/.test(uri)) return `must contain no spaces and only ASCII characters: ${uri}`
  if (!URL.canParse(uri)) return `must be a full URL such as https://app.example.com/callback: ${uri}`
  const url = new URL(uri)
  if (uri.includes('#')) return `must not contain a fragment (#): ${uri}`
  if (url.username || url.password) return `must not contain a user name or password: ${uri}`
  if (/^https?:$/.test(url.protocol) && BLOCKED_PORTS.has(Number(url.port || 80)))
    return `must have another port, because browsers and servers do not open port ${url.port}: ${uri}`
  return url
}

function schemeFault({ protocol, href }: URL, uri: string, kind: Kind): string | undefined {
  if (kind !== 'native') return `must begin with https:// (only native apps have schemes of their own): ${uri}`
  // Any app can claim a scheme. One that has the name of a domain at least collides with no other by accident.
  if (PRIVATE_SCHEME.test(protocol)) return unlike(href, uri)
  return `must begin with https:// or a scheme with a dot, such as com.example.app:/callback: ${uri}`
}

const unlikeIn = ({ href }: URL, uri: string) => unlike(href, uri)

const unlike = (href: string, uri: string) =>
  href === uri ? undefined : `must be written as ${href} here and in the app, not as ${uri}`
