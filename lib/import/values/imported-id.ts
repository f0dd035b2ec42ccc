import { createHmac } from 'node:crypto'
import { keysFor } from '@/lib/secrets/secrets'

/**
 * A row gets the same ID each time it is imported, so that a second run recognizes what the first one imported: a version 7
 * UUID whose random part is a digest of the person. The digest is keyed, or an ID could be matched with guessed emails.
 */
export function importedIds() {
  const keys = keysFor('imported-id')
  return {
    idFor: (identity: string, milliseconds: number): string => uuid(milliseconds, digest(keys[0]!, identity)),
    /** Also with an older secret. The time is not compared, because the creation date may have been corrected. */
    isOf: (id: string, identity: string): boolean =>
      keys.some((key) => randomPart(uuid(0, digest(key, identity))) === randomPart(id)),
  }
}

function digest(key: Uint8Array, identity: string): Buffer {
  return createHmac('sha256', key).update(identity).digest()
}

function uuid(milliseconds: number, bits: Buffer): string {
  const time = Math.max(0, milliseconds).toString(16).padStart(12, '0').slice(-12)
  const random = bits.toString('hex')
  const variant = (8 + (bits[15]! % 4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(3, 6)}-${random.slice(6, 18)}`
}

function randomPart(id: string): string {
  return id.slice(14)
}
