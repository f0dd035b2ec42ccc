import * as z from 'zod/mini'
import { text } from './text'

/**
 * Text of at least one character, none of them half a surrogate pair, in NFC: a composed and a decomposed é are one
 * password on every keyboard (NIST SP 800-63B-4 §3.1.1.2).
 */
export const wellFormed = (missing: string) =>
  z.pipe(
    asTyped(missing),
    z.transform((typed: string) => typed.normalize('NFC')),
  )

/** The same to the byte as it was typed: a password to be checked, whose hash another system may have made of just that. */
export const asTyped = (missing: string) =>
  text(
    missing,
    z.minLength(1, { error: missing, abort: true }),
    z.regex(/^\P{Cs}*$/u, 'This holds a broken character.'),
  )

export function codePoints(text: string): number {
  return [...text].length
}
