import { v7 as uuidv7 } from 'uuid'
import type { User } from '@/db/accounts/users'
import { readToken, signToken, type TokenClaims, type TokenKind } from '@/lib/secrets/signed-token'
import { cookieOf, tokensIn } from './several-tokens'

export const DEVICE_DAYS = 365

/** Known through a login, or through a reset made there recently, which identifies the owner without a login. */
const kinds = {
  known: { purpose: 'device', minutes: DEVICE_DAYS * 24 * 60 },
  recovered: { purpose: 'recovered-device', minutes: 60 },
} as const satisfies Record<string, TokenKind>
type Standing = keyof typeof kinds

/**
 * The cookie value that a browser gets at a login or reset in place of its previous one: a signed token for each account,
 * which says only that this account was logged in to or recovered there.
 */
export async function rememberDevice(
  had: string | undefined,
  userId: string,
  standing: Standing = 'known',
): Promise<string> {
  const kind = kinds[standing]
  const expiresAt = new Date(Date.now() + kind.minutes * 60_000)
  const token = await signToken(kind, { id: uuidv7(), subject: userId, expiresAt })
  const others = await Promise.all(tokensIn(had).map(read))
  const kept = others.filter((other) => other && !(other.claims.subject === userId && other.standing === standing))
  return cookieOf([token, ...kept.map((other) => other!.text)])
}

/** An account that, according to the browser's signed cookie, was logged in to or recently recovered there. */
export type Device = { id: string; userId: string; standing: Standing; issuedAt: Date }

/** Reads every token, whichever account is meant, so that the time depends only on the request. */
export async function devicesIn(cookie: string | undefined): Promise<Device[]> {
  const found = await Promise.all(tokensIn(cookie).map(read))
  return found.flatMap((each) => {
    if (!each || each.claims.expired) return []
    const { id, subject, issuedAt } = each.claims
    return [{ id, userId: subject, issuedAt, standing: each.standing }]
  })
}

/** True for a browser that logged in to this account, unless the account has forgotten its devices since. */
export async function isKnownDevice(cookie: string | undefined, user: User): Promise<boolean> {
  return (await devicesIn(cookie)).some((device) => device.standing === 'known' && isOf(device, user))
}

/** Whether this account was logged in to or recently recovered in the browser. */
export function isOf({ userId, standing, issuedAt }: Device, { id, devicesForgottenAt }: User): boolean {
  if (userId !== id) return false
  // A reset makes the account forget its devices in the same second in which its browser gets the cookie.
  return standing === 'recovered' || !devicesForgottenAt || issuedAt > devicesForgottenAt
}

async function read(text: string): Promise<{ text: string; claims: TokenClaims; standing: Standing } | undefined> {
  for (const [standing, kind] of Object.entries(kinds) as [Standing, TokenKind][]) {
    const claims = await readToken(kind, text)
    if (claims) return { text, claims, standing }
  }
  return undefined
}
