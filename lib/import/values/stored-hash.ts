import { schemeOf } from '@/lib/passwords/schemes/known-schemes'

/** A fixed-length column is padded with spaces or zero bytes. */
const FILLING = /^\s+|[\s\0]+$/g
/** Bytes in the notation of PostgreSQL, MySQL and SQL Server. */
const HEX = /^(?:\\x|0x)((?:[0-9a-f]{2}){20,400})$/i
/** Prefixes of LDAP, Dovecot, Spring Security and Django before a hash that already names its scheme. */
const LABEL =
  /^(?:\{(?:crypt|blf-crypt|bcrypt|argon2|argon2id|pbkdf2)(?:@[\w.]{1,40})?\}|bcrypt\$(?=\$2)|argon2(?=\$argon2id\$))/i

/** Removes what other systems add around a hash. Any other text is returned unchanged. */
export function storedHash(text: string): string {
  const written = ofBytes(text.replace(FILLING, ''))
  const bare = written.replace(LABEL, '')
  return schemeOf(bare) ? bare : written
}

function ofBytes(text: string): string {
  const [, hex] = HEX.exec(text) ?? []
  return hex ? Buffer.from(hex, 'hex').toString().replace(FILLING, '') : text
}
