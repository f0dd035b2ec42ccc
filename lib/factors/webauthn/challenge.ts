import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { keysFor } from '@/lib/secrets/secrets'

/** What the answer to a challenge is for. It is worth nothing for anything else. */
export type Purpose = 'login' | 'second-step' | 'confirm' | 'create'

const CHALLENGE_MINUTES = 15
/** How long a browser shows its prompt. Shorter, so that an answer at the last moment still works. */
export const PROMPT_MS = 10 * 60_000
/** At least 16, so that nobody can prepare answers (WebAuthn Level 3, “Cryptographic Challenges”). */
const RANDOM_BYTES = 16
const TIME_BYTES = 6
const HEAD_BYTES = RANDOM_BYTES + TIME_BYTES

/**
 * A challenge that carries its own proof and is not stored, so that requesting many of them fills no table. `binding` is the ID
 * of the pending login or the session that alone may use the answer.
 */
export function newChallenge(purpose: Purpose, binding = ''): string {
  const head = Buffer.concat([randomBytes(RANDOM_BYTES), Buffer.alloc(TIME_BYTES)])
  head.writeUIntBE(Date.now() + CHALLENGE_MINUTES * 60_000, RANDOM_BYTES, TIME_BYTES)
  const [key] = keysFor('passkey-challenge') as [Uint8Array]
  return Buffer.concat([head, sign(key, purpose, binding, head)]).toString('base64url')
}

/** Whether we made the challenge for this purpose and binding within the last minutes. It may have been used already. */
export function isChallengeOf(challenge: string, purpose: Purpose, binding = ''): boolean {
  const bytes = Buffer.from(challenge, 'base64url')
  // The same bytes can be written in other ways, which would count as challenges of their own that nobody has used yet.
  if (bytes.toString('base64url') !== challenge || bytes.length <= HEAD_BYTES) return false
  const [head, signature] = [bytes.subarray(0, HEAD_BYTES), bytes.subarray(HEAD_BYTES)]
  const isOurs = keysFor('passkey-challenge').some((key) => isSame(sign(key, purpose, binding, head), signature))
  return isOurs && Date.now() < head.readUIntBE(RANDOM_BYTES, TIME_BYTES)
}

/** What is stored of a challenge once it is used. */
export function challengeHash(challenge: string): string {
  return createHash('sha256').update(challenge).digest('base64url')
}

function sign(key: Uint8Array, purpose: Purpose, binding: string, head: Buffer): Buffer {
  // The head has a fixed length and no purpose has a slash, so that no two inputs read the same.
  return createHmac('sha256', key).update(`${purpose}/${binding}/`).update(head).digest()
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
