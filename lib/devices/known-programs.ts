import { isRemembered, remember } from '@/db/throttles'
import { perProcess } from '@/lib/per-process'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets'
import { deviceName } from '@/lib/sessions/device-name'
import { NO_NETWORK, networkOfIp } from '@/lib/throttle/network-of-ip'
import { isUnavailable } from '@/lib/unavailable'

const KNOWN_DAYS = 90

type Place = { ip?: string; userAgent?: string }

/**
 * What a program that keeps no cookie is known by: its network and its name together, at the address it logs in to; undefined
 * for every other. Asked for by what the request brings alone, so the time does not tell whether the address has an account.
 */
export async function knownProgram(caller: Place, email: string): Promise<string | undefined> {
  const name = nameOf(caller, email)
  if (isFresh(name)) return name
  if (!(await isRemembered(keyOf(name)))) return undefined
  keepFresh(name)
  return name
}

/** After a good login or reset. What was done is done, whatever becomes of this. */
export async function rememberProgram(caller: Place, email: string): Promise<void> {
  const name = nameOf(caller, email)
  // From an address that cannot be read comes anybody, and its tries would not be the owner's alone.
  if (isFresh(name) || networkOfIp(caller.ip) === NO_NETWORK) return
  try {
    await remember(keyOf(name), KNOWN_DAYS)
    keepFresh(name)
  } catch (error) {
    if (!isUnavailable(error)) throw error
  }
}

function nameOf({ ip, userAgent }: Place, email: string): string {
  return [emailDigest(canonicalEmail(email)), networkOfIp(ip), deviceName(userAgent)].join('/')
}

/** Found or written within the hour: a program that logs in all day asks the database nothing more for it. */
const fresh = perProcess('known-programs', () => new Map<string, number>())
const FRESH_MILLISECONDS = 3_600_000
const NAMES_KEPT = 10_000

const isFresh = (name: string) => (fresh.get(name) ?? 0) > Date.now()

function keepFresh(name: string): void {
  if (fresh.size >= NAMES_KEPT) fresh.clear()
  fresh.set(name, Date.now() + FRESH_MILLISECONDS)
}

const keyOf = (name: string) => `known-program/${name}`
