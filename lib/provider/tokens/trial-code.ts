import { v7 as uuidv7 } from 'uuid'
import { readToken, signToken, type TokenKind } from '@/lib/secrets/signed-token'

const trial: TokenKind = { purpose: 'trial-code', minutes: 1 }
const MINUTE = 60_000

/** A code that belongs to no login, with which an operator's doctor tries the token endpoint. It is refused like any other. */
export function trialCode(): Promise<string> {
  const id = uuidv7()
  return signToken(trial, { id, subject: id, expiresAt: new Date(Date.now() + MINUTE) })
}

/** Signed, so that nobody else can keep a refusal from being counted and recorded. */
export async function isTrialCode(code: unknown): Promise<boolean> {
  const read = typeof code === 'string' ? await readToken(trial, code) : undefined
  return read !== undefined && !read.expired
}
