import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod/mini'
import { config } from '@/lib/config'
import { maybePackedId, packId } from './packed-id'
import { keysFor } from './secrets'

/** How far the clocks of two instances may differ; if a token names a row, the expiry of the row is exact. */
const CLOCK_TOLERANCE_SECONDS = 60

const claims = z.object({ jti: maybePackedId, sub: maybePackedId, iat: z.int(), exp: z.int() })

/**
 * What a token is for, and its longest validity. Each purpose has its own key, so no token is valid for two. A token with
 * a `code` is short, because people see it: its type and audience are the code, and its IDs are packed.
 */
export type TokenKind = { purpose: string; minutes: number; code?: string }
/** The row that a token names, and its owner; `expired` by the token's own claim. */
export type TokenClaims = { id: string; subject: string; issuedAt: Date; expired: boolean }

/** Signs a token. The same values give the same token, so it need not be stored. It contains no personal data (RFC 8725 §3). */
export function signToken(
  { purpose, minutes, code }: TokenKind,
  { id, subject, expiresAt }: { id: string; subject: string; expiresAt: Date },
): Promise<string> {
  const name = code ?? purpose
  const [key] = keysFor(purpose) as [Uint8Array]
  const expires = Math.floor(expiresAt.getTime() / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: `${name}+jwt` })
    .setJti(code ? packId(id) : id)
    .setSubject(code ? packId(subject) : subject)
    .setIssuer(config().APP_URL)
    .setAudience(name)
    .setIssuedAt(expires - minutes * 60)
    .setExpirationTime(expires)
    .sign(key)
}

/** Reads one of our tokens, expired or not; undefined for any other text. */
export async function readToken(kind: TokenKind, token: string): Promise<TokenClaims | undefined> {
  if (!isAsSigned(token)) return undefined
  const { purpose, code, minutes } = kind
  // Versions before the codes signed every token with the whole purpose, and their links work until they expire.
  const names = code ? [code, purpose] : [purpose]
  for (const key of keysFor(purpose)) {
    for (const name of names) {
      const verified = await verify(name, minutes, token, key)
      if (verified) return claimsIn(verified, minutes)
    }
  }
  return undefined
}

function claimsIn({ payload, expired }: Verified, minutes: number): TokenClaims | undefined {
  const parsed = claims.safeParse(payload)
  if (!parsed.success) return undefined
  const { jti, sub, iat, exp } = parsed.data
  if (exp - iat > minutes * 60) return undefined
  return { id: jti, subject: sub, issuedAt: new Date(iat * 1000), expired }
}

/** Base64url can also be read with spaces, padding and unused last bits. Only one of those texts is the one that we made. */
function isAsSigned(token: string): boolean {
  return token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
}

type Verified = { payload: JWTPayload; expired: boolean }

async function verify(name: string, minutes: number, token: string, key: Uint8Array): Promise<Verified | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      // Decided here and not by the header of the token (RFC 8725 §3.1), so neither `none` nor another algorithm is accepted.
      algorithms: ['HS256'],
      typ: `${name}+jwt`,
      issuer: config().APP_URL,
      audience: name,
      requiredClaims: ['jti', 'sub', 'iat', 'exp'],
      maxTokenAge: minutes * 60,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    })
    return { payload, expired: false }
  } catch (error) {
    // Thrown only after the signature was verified, so the payload can be trusted.
    return error instanceof errors.JWTExpired ? { payload: error.payload, expired: true } : undefined
  }
}
