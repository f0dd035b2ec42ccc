import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { keysFor } from '@/lib/secrets'

/** What the answer to a challenge is for. It is worth nothing for anything else. */
export type Purpose = 'login' | 'second-step' | 'confirm' | 'create'

const CHALLENGE_MINUTES = 15
/** WebAuthn Level 3, section 13.5.3: at least 16 bytes, so that nobody can prepare answers. */
const RANDOM_BYTES = 16
const TIME_BYTES = 6
const HEAD_BYTES = RANDOM_BYTES + TIME_BYTES

/**
 * A challenge that carries its own proof, so that whoever requests many of them stores nothing here. `binding` is the ID of the
 * pending login or the session that alone may use the answer.
 */
export function newChallenge(purpose: Purpose, binding = ''): string {
  const head = Buffer.concat([randomBytes(RANDOM_BYTES), Buffer.alloc(TIME_BYTES)])
  head.writeUIntBE(Date.now() + CHALLENGE_MINUTES * 60_000, RANDOM_BYTES, TIME_BYTES)
  const [key] = keysFor('passkey-challenge') as [Uint8Array]
  return Buffer.concat([head, sign(key, purpose, binding, head)]).toString('base64url')
}

/** Whether we made the challenge for this purpose and binding within the last minutes. Whether it was used is not known here. */
export function isChallengeOf(challenge: string, purpose: Purpose, binding = ''): boolean {
  const bytes = Buffer.from(challenge, 'base64url')
  // The same bytes can be written in other ways, which would count as challenges of their own that nobody has used yet.
  if (bytes.toString('base64url') !== challenge || bytes.length <= HEAD_BYTES) return false
  const [head, signature] = [bytes.subarray(0, HEAD_BYTES), bytes.subarray(HEAD_BYTES)]
  const isOurs = keysFor('passkey-challenge').some((key) => isSame(sign(key, purpose, binding, head), signature))
  return isOurs && Date.now() < head.readUIntBE(RANDOM_BYTES, TIME_BYTES)
}

/** What is stored of a challenge once it was used. */
export function challengeHash(challenge: string): string {
  return createHash('sha256').update(challenge).digest('base64url')
}

function sign(key: Uint8Array, purpose: Purpose, binding: string, head: Buffer): Buffer {
  // The head has a fixed length and no purpose has a slash, so that no two inputs are written alike.
  return createHmac('sha256', key).update(`${purpose}/${binding}/`).update(head).digest()
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
