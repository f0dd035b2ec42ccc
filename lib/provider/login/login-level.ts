import type { FoundSession } from '@/db/sessions/sessions'
import { epoch } from '@/lib/provider/lifetimes'

/** What apps can ask for as `acr`: a login with the password, and one with two factors, by a second step after it or a passkey. */
export const LEVELS = ['1', '2']

type Level = { acr: string; amr: string[] }

/**
 * How someone logged in, as apps read it (RFC 8176). `mfa` says that there were two factors, to apps that do not know each of
 * them. A passkey alone is two: the device, and the fingerprint, face or PIN that it has checked.
 */
export function levelOf({ amr, secondFactorAt }: Pick<FoundSession, 'amr' | 'secondFactorAt'>): Level {
  const ways = amr.split(' ')
  return secondFactorAt ? { acr: '2', amr: [...ways, 'mfa'] } : { acr: '1', amr: ways }
}

/** The level of a session that has no second step any more, because its owner turned two-step login off or removed the passkey. */
export const PASSWORD_ALONE = levelOf({ amr: 'pwd', secondFactorAt: null })

/** When and how the owner last confirmed in a session that it is them, which is what the library knows about it too. */
export function currentLogin(session: FoundSession): Level & { loginTs: number } {
  return { loginTs: epoch(session.confirmedAt), ...levelOf(session) }
}
