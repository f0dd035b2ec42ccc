import { v7 as uuidv7 } from 'uuid'
import type { User } from '@/db/accounts/users'
import { readToken, signToken, type TokenClaims, type TokenKind } from '@/lib/signed-token'

export const DEVICE_DAYS = 365

/** One browser may be that of several people; the cookie has to fit into a request. */
const ACCOUNTS_IN_A_BROWSER = 5

/** Known by a login, or by a reset that was just made there, which shows the owner but is no login. */
const kinds = {
  known: { purpose: 'device', minutes: DEVICE_DAYS * 24 * 60 },
  recovered: { purpose: 'recovered-device', minutes: 60 },
} as const satisfies Record<string, TokenKind>
type Standing = keyof typeof kinds

/**
 * What a browser is given at a good login or reset, in the place of what it had: a signed token for each account, which
 * says that this account was logged in to or recovered there, and nothing else.
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
  return [token, ...kept.map((other) => other!.text)].slice(0, ACCOUNTS_IN_A_BROWSER).join('~')
}

/** What a browser's cookie proves: that an account, by its id, was logged in to or lately recovered there. */
export type Device = { id: string; userId: string; standing: Standing; issuedAt: Date }

/** Each token is read, whoever is asked about: the time that this takes depends on what the request brought alone. */
export async function devicesIn(cookie: string | undefined): Promise<Device[]> {
  const found = await Promise.all(tokensIn(cookie).map(read))
  return found.flatMap((each) => {
    if (!each || each.claims.expired) return []
    const { id, subject, issuedAt } = each.claims
    return [{ id, userId: subject, issuedAt, standing: each.standing }]
  })
}

/** True for a browser in which this account was logged in to, unless the account has forgotten its devices since. */
export async function isKnownDevice(cookie: string | undefined, user: User): Promise<boolean> {
  return (await devicesIn(cookie)).some((device) => device.standing === 'known' && isOf(device, user))
}

/** Whether it is a browser in which this account was logged in to or lately recovered. */
export function isOf({ userId, standing, issuedAt }: Device, { id, devicesForgottenAt }: User): boolean {
  if (userId !== id) return false
  // A reset forgets the devices itself, in the second in which its browser is marked.
  return standing === 'recovered' || !devicesForgottenAt || issuedAt > devicesForgottenAt
}

async function read(text: string): Promise<{ text: string; claims: TokenClaims; standing: Standing } | undefined> {
  for (const [standing, kind] of Object.entries(kinds) as [Standing, TokenKind][]) {
    const claims = await readToken(kind, text)
    if (claims) return { text, claims, standing }
  }
  return undefined
}

function tokensIn(cookie = ''): string[] {
  return cookie.split('~').slice(0, ACCOUNTS_IN_A_BROWSER).filter(Boolean)
}
