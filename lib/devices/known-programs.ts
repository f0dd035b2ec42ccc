import { isRemembered, remember } from '@/db/throttles/remembered-keys'
import { perProcess } from '@/lib/per-process'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets/secrets'
import { deviceName } from '@/lib/sessions/device-name'
import { NO_NETWORK, networkOfIp } from '@/lib/throttle/network-of-ip'
import { isUnavailable } from '@/lib/unavailable'

const KNOWN_DAYS = 90

type Place = { ip?: string; userAgent?: string }

/**
 * The key of an API client known to the account with this email: its network and name together, since it keeps no cookie;
 * undefined for an unknown client. Computed from the request alone, so the time does not show whether there is an account.
 */
export async function knownProgram(caller: Place, email: string): Promise<string | undefined> {
  const name = nameOf(caller, email)
  if (isFresh(name)) return name
  if (!(await isRemembered(keyOf(name)))) return undefined
  keepFresh(name)
  return name
}

/** Called after a successful login or reset, which stays valid even if this fails. */
export async function rememberProgram(caller: Place, email: string): Promise<void> {
  const name = nameOf(caller, email)
  // Anyone may share an unknown IP address, so its attempts would not be the owner's alone.
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

/** Clients found or stored within the last hour, so that one that logs in all day costs no further queries. */
const fresh = perProcess('known-programs', () => new Map<string, number>())
const FRESH_MILLISECONDS = 3_600_000
const NAMES_KEPT = 10_000

const isFresh = (name: string) => (fresh.get(name) ?? 0) > Date.now()

function keepFresh(name: string): void {
  if (fresh.size >= NAMES_KEPT) fresh.clear()
  fresh.set(name, Date.now() + FRESH_MILLISECONDS)
}

const keyOf = (name: string) => `known-program/${name}`
