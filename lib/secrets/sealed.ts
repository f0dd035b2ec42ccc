import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { config } from '@/lib/config'
import { keysFor, keysOf } from './secrets'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const FORM = /^(v1\.[0-9a-f]{8}\.)([\w-]{16})\.([\w-]+)$/

/**
 * Encrypts a text for the database with the first secret of AUTH_SECRET and a key that is valid only for `purpose`. It can be
 * opened only with the same `aad`, which names its owner, so that a copy in the row of somebody else is worth nothing.
 */
export function seal(purpose: string, aad: string, text: string): string {
  const [key] = keysFor(purpose) as [Uint8Array]
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(aad))
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${beginningOf(key)}${nonce.toString('base64url')}.${data.toString('base64url')}`
}

/** The text that was sealed. Undefined if no secret of AUTH_SECRET sealed it, or if it or `aad` was altered. */
export function open(purpose: string, aad: string, sealed: string): string | undefined {
  const [, beginning, nonce = '', data = ''] = FORM.exec(sealed) ?? []
  // Base64url can also be read with other last bits. Only one of those texts is the one that we made.
  if (!beginning || Buffer.from(data, 'base64url').toString('base64url') !== data) return undefined
  const fitting = keysFor(purpose).filter((key) => beginningOf(key) === beginning)
  for (const key of fitting) {
    const text = decrypt(key, aad, Buffer.from(nonce, 'base64url'), Buffer.from(data, 'base64url'))
    if (text !== undefined) return text
  }
  return undefined
}

/** The same text sealed with the first secret; undefined where `open` is. */
export function reseal(purpose: string, aad: string, sealed: string): string | undefined {
  const text = open(purpose, aad, sealed)
  return text === undefined ? undefined : seal(purpose, aad, text)
}

/** How the texts begin that each secret has sealed, in the order of the secrets. Rows are found by it. */
export function sealedBeginnings(purpose: string, secrets = config().AUTH_SECRET): string[] {
  return keysOf(secrets, purpose).map(beginningOf)
}

/** Names the key by its digest, so that a text says which secret it needs. 32 bits of a digest do not help to find the key. */
function beginningOf(key: Uint8Array): string {
  return `v1.${createHash('sha256').update(key).digest('hex').slice(0, 8)}.`
}

function decrypt(key: Uint8Array, aad: string, nonce: Buffer, data: Buffer): string | undefined {
  if (data.length < TAG_BYTES) return undefined
  // Without a fixed length, a tag of 4 bytes would do, which can be guessed.
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(aad))
  decipher.setAuthTag(data.subarray(-TAG_BYTES))
  const text = decipher.update(data.subarray(0, -TAG_BYTES))
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
