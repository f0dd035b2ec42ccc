import { createHash } from 'node:crypto'
import { type FoundSeat, findProxiedClient, findSeat } from '@/db/provider/app-seats'
import type { ClientRow } from '@/db/provider/clients'
import { isSetUpRequired } from '@/lib/factors/set-up-required'
import { needsVerifiedEmail } from '@/lib/provider/clients/client-metadata'
import { recordUse } from '@/lib/sessions/current-user'
import { SESSION_IDLE_DAYS } from '@/lib/sessions/session-lifetime'

/** An app that only a proxy protects. */
export type ProxiedApp = ClientRow

/** What is known of a browser at a host. */
export type Checked =
  /** No enabled app behind a proxy is there. */
  | { is: 'unknown-host' }
  | { is: 'nobody'; client: ClientRow }
  /** Logged in, but the app is not open to this account. */
  | { is: 'forbidden'; seat: FoundSeat }
  | { is: 'admitted'; seat: FoundSeat }

/**
 * Who is logged in at the app at this host, by the token of a seat. Everything that could have ended the login is asked each time.
 * Throws Unavailable.
 */
export async function checkSeat(host: string, token: string | undefined): Promise<Checked> {
  const seat = token === undefined ? undefined : await findSeat(hashSeatToken(token), host, SESSION_IDLE_DAYS)
  if (!seat) {
    const client = await findProxiedClient(host)
    return client ? { is: 'nobody', client } : { is: 'unknown-host' }
  }
  if (!seat.isAdmitted) return { is: 'forbidden', seat }
  // Another login leads to the page that says what is missing, or asks whether the app may get what the operator has added.
  if (isUnproven(seat) || isSetUpRequired(seat.user) || !seat.hasConsent) return { is: 'nobody', client: seat.client }
  if (seat.stale) await recordUse(seat.sessionId)
  return { is: 'admitted', seat }
}

const isUnproven = ({ client, user }: FoundSeat) => needsVerifiedEmail(client) && user.emailVerifiedAt === null

/** The token is 256 random bits, so its digest needs no salt. */
export function hashSeatToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
