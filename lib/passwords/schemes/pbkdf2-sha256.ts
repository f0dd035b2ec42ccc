import type { Scheme } from './scheme'

const DJANGO = /^pbkdf2_sha256\$([1-9]\d{0,7})\$([^$\p{C}]{1,128})\$([A-Za-z0-9+/]{43}=)$/u
const PASSLIB = /^\$pbkdf2-sha256\$([1-9]\d{0,7})\$([A-Za-z0-9./]{0,171})\$([A-Za-z0-9./]{43})$/

/** More than twice Django's default, about a second of one core: a hash with more iterations is refused, not computed. */
const MOST_ROUNDS = 3_000_000

/** The format of Django, and Passlib's own form of it: verified, but never made. */
export const pbkdf2Sha256 = {
  prefixes: ['pbkdf2_sha256$', '$pbkdf2-sha256$'],

  trial(password, hash) {
    const { rounds, salt, digest } = inDjangosForm(hash) ?? inPasslibsForm(hash) ?? {}
    if (!rounds || rounds > MOST_ROUNDS || salt === undefined || !digest) return undefined
    return { step: { run: 'pbkdf2-sha256', input: password, salt, rounds }, digest }
  },
} satisfies Scheme

/** The salt is text and is used as written. */
function inDjangosForm(hash: string) {
  const [, rounds, salt, digest] = DJANGO.exec(hash) ?? []
  return salt === undefined ? undefined : { rounds: Number(rounds), salt: Buffer.from(salt).toString('base64'), digest }
}

/** Base64 with a dot for the plus, and no padding. */
function inPasslibsForm(hash: string) {
  const [, rounds, salt, digest] = PASSLIB.exec(hash) ?? []
  if (salt === undefined || digest === undefined) return undefined
  return { rounds: Number(rounds), salt: salt.replaceAll('.', '+'), digest: `${digest.replaceAll('.', '+')}=` }
}
