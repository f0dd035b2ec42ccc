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

/** The same, unchanged to the byte: another system may have hashed a password exactly as it was typed. */
export const asTyped = (missing: string) =>
  text(
    missing,
    z.minLength(1, { error: missing, abort: true }),
    z.regex(/^\P{Cs}*$/u, 'This contains an invalid character.'),
  )

export function codePoints(text: string): number {
  return [...text].length
}
