import * as z from 'zod/mini'

/** The bytes of a UUID as base64url: 22 characters in place of 36, for texts that people see whole, such as links. */
export function packId(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
}

/** Reads a UUID that may be packed, and rejects everything else, so that only UUIDs reach the database. */
export const maybePackedId = z.pipe(
  z.string().check(z.regex(/^[\w-]{22}$|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)),
  z.transform((id) => (id.length === 22 ? unpackId(id) : id)),
)

function unpackId(packed: string): string {
  const hex = Buffer.from(packed, 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
