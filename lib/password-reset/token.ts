import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod/mini'
import { config } from '@/lib/config'
import { keysFor } from '@/lib/secrets'

export const RESET_LIFETIME_MINUTES = 60

const PURPOSE = 'password-reset'
const TYPE = 'password-reset+jwt'
/** How far the clocks of two instances may differ; the row's own expiry, told by the database, is exact. */
const CLOCK_TOLERANCE_SECONDS = 60

const claims = z.object({ jti: z.guid(), sub: z.guid(), iat: z.int(), exp: z.int() })

/** Which row a token names, and for whom; `expired` by its own claim. */
export type ResetClaims = { id: string; userId: string; expired: boolean }

/** The token of a row: made again from row and secret at every try, so it is stored nowhere. It names nobody (RFC 8725 §3). */
export function signResetToken(reset: { id: string; userId: string; expiresAt: Date }): Promise<string> {
  const [key] = keysFor(PURPOSE) as [Uint8Array]
  const expires = Math.floor(reset.expiresAt.getTime() / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setJti(reset.id)
    .setSubject(reset.userId)
    .setIssuer(config().APP_URL)
    .setAudience(PURPOSE)
    .setIssuedAt(expires - RESET_LIFETIME_MINUTES * 60)
    .setExpirationTime(expires)
    .sign(key)
}

/** Reads a token of ours, expired or not; undefined for every other text. */
export async function readResetToken(token: string): Promise<ResetClaims | undefined> {
  for (const key of keysFor(PURPOSE)) {
    const verified = await verify(token, key)
    if (!verified) continue
    const parsed = claims.safeParse(verified.payload)
    if (!parsed.success) return undefined
    const { jti, sub, iat, exp } = parsed.data
    if (exp - iat > RESET_LIFETIME_MINUTES * 60) return undefined
    return { id: jti, userId: sub, expired: verified.expired }
  }
  return undefined
}

async function verify(token: string, key: Uint8Array): Promise<{ payload: JWTPayload; expired: boolean } | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      // Decided here, not by the token's header (RFC 8725 §3.1): neither `none` nor another algorithm gets through.
      algorithms: ['HS256'],
      typ: TYPE,
      issuer: config().APP_URL,
      audience: PURPOSE,
      requiredClaims: ['jti', 'sub', 'iat', 'exp'],
      maxTokenAge: RESET_LIFETIME_MINUTES * 60,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    })
    return { payload, expired: false }
  } catch (error) {
    // Thrown only after the signature has proven good, so its payload may be believed.
    return error instanceof errors.JWTExpired ? { payload: error.payload, expired: true } : undefined
  }
}
