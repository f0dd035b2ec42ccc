import { schemeOf } from '@/lib/passwords/known-schemes'

/** A column of fixed length is filled up with spaces, or with zero bytes. */
const FILLING = /^\s+|[\s\0]+$/g
/** Bytes as PostgreSQL, MySQL and SQL Server write them. */
const HEX = /^(?:\\x|0x)((?:[0-9a-f]{2}){20,400})$/i
/** What LDAP, Dovecot, Spring Security and Django write before a hash that tells its kind by itself. */
const LABEL =
  /^(?:\{(?:crypt|blf-crypt|bcrypt|argon2|argon2id|pbkdf2)(?:@[\w.]{1,40})?\}|bcrypt\$(?=\$2)|argon2(?=\$argon2id\$))/i

/** A hash as Rekey keeps it, out of what some systems wrap around it; whatever else it is comes back as it is. */
export function storedHash(text: string): string {
  const written = ofBytes(text.replace(FILLING, ''))
  const bare = written.replace(LABEL, '')
  return schemeOf(bare) ? bare : written
}

function ofBytes(text: string): string {
  const [, hex] = HEX.exec(text) ?? []
  return hex ? Buffer.from(hex, 'hex').toString().replace(FILLING, '') : text
}
