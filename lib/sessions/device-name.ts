import Bowser from 'bowser'

const browsers = new Set<string>(Object.values(Bowser.BROWSER_MAP))
const systems = new Set<string>(Object.values(Bowser.OS_MAP))
const UNKNOWN = 'Unknown program'
/** Reading one takes half a millisecond at worst, and a list repeats a few of them many times. */
const names = new Map<string, string>()
const NAMES_KEPT = 500

/**
 * What logged in, in words: "Firefox on Linux", or the one word a program calls itself. Nothing else of the header is
 * repeated: its sender may have written a message into it, and these words go out in our mails.
 */
export function deviceName(userAgent: string | null | undefined): string {
  if (!userAgent) return UNKNOWN
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
  return /^[A-Za-z][A-Za-z-]{0,30}(?=$|[/ ])/.exec(userAgent)?.[0] ?? UNKNOWN
}
