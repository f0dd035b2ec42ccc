import { readLinkToken, signLinkToken } from '@/lib/links/mailed-link'
import { linkMinutes } from '@/lib/rules/link-minutes'

export const RESET_LIFETIME_MINUTES = linkMinutes['password-reset']

/** The row that a token names and its user; `expired` according to the token's own claim. */
export type ResetClaims = { id: string; userId: string; expired: boolean }

export function signResetToken({ userId, ...row }: { id: string; userId: string; expiresAt: Date }): Promise<string> {
  return signLinkToken('password-reset', { ...row, subject: userId })
}

/** Reads a token of ours, expired or not; returns undefined for any other text. */
export async function readResetToken(token: string): Promise<ResetClaims | undefined> {
  const claims = await readLinkToken('password-reset', token)
  return claims && { id: claims.id, userId: claims.subject, expired: claims.expired }
}
