import { v7 as uuidv7 } from 'uuid'
import type { User } from '@/db/users'
import { readToken, signToken } from '@/lib/token'

export const DEVICE_DAYS = 365

/** One browser may be that of several people; the cookie has to fit into a request. */
const ACCOUNTS_IN_A_BROWSER = 5
const kind = { purpose: 'device', minutes: DEVICE_DAYS * 24 * 60 }

/**
 * What a browser is given at a good login, in the place of what it had: one signed token for each account, which says
 * that this account was logged in to there, and nothing else.
 */
export async function rememberDevice(had: string | undefined, userId: string): Promise<string> {
  const expiresAt = new Date(Date.now() + DEVICE_DAYS * 86_400_000)
  const token = await signToken(kind, { id: uuidv7(), subject: userId, expiresAt })
  const others = await Promise.all(tokensIn(had).map(async (text) => ({ text, claims: await readToken(kind, text) })))
  const kept = others.filter(({ claims }) => claims && claims.subject !== userId).map(({ text }) => text)
  return [token, ...kept].slice(0, ACCOUNTS_IN_A_BROWSER).join('~')
}

/** True for a browser in which this account was logged in to, unless the account has forgotten its devices since. */
export async function isKnownDevice(had: string | undefined, user: User): Promise<boolean> {
  for (const text of tokensIn(had)) {
    const claims = await readToken(kind, text)
    if (!claims || claims.expired || claims.subject !== user.id) continue
    return user.devicesForgottenAt === null || claims.issuedAt > user.devicesForgottenAt
  }
  return false
}

function tokensIn(cookie = ''): string[] {
  return cookie.split('~').slice(0, ACCOUNTS_IN_A_BROWSER).filter(Boolean)
}
