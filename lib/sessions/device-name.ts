import Bowser from 'bowser'

const browsers = new Set<string>(Object.values(Bowser.BROWSER_MAP))
const systems = new Set<string>(Object.values(Bowser.OS_MAP))
export const UNKNOWN_DEVICE = 'Unknown device'
/** Parsing a header takes up to half a millisecond, and a list repeats a few of them many times. */
const names = new Map<string, string>()
const NAMES_KEPT = 500

/**
 * A readable name for a User-Agent header: "Firefox on Linux", or the one word that an API client calls itself. Nothing
 * else of the header is shown, because an attacker could put a message there and have us email it.
 */
export function deviceName(userAgent: string | null | undefined): string {
  if (!userAgent) return UNKNOWN_DEVICE
  const known = names.get(userAgent)
  if (known) return known
  if (names.size >= NAMES_KEPT) names.clear()
  const name = read(userAgent)
  names.set(userAgent, name)
  return name
}

function read(userAgent: string): string {
  const { browser, os } = Bowser.parse(userAgent)
  const system = systems.has(os.name ?? '') ? os.name : undefined
  if (browsers.has(browser.name ?? '')) return system ? `${browser.name} on ${system}` : browser.name!
  return /^[A-Za-z][A-Za-z-]{0,30}(?=$|[/ ])/.exec(userAgent)?.[0] ?? UNKNOWN_DEVICE
}
