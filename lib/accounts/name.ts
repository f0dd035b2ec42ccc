import * as z from 'zod/mini'
import { text } from './text'
import { codePoints } from './well-formed-text'

const NO_CONTROLS = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u

/** A name of 1 to 100 characters, without spaces at both ends. */
export const name = (missing: string) =>
  text(
    missing,
    z.trim(),
    z.minLength(1, { error: missing, abort: true }),
    z.refine((typed: string) => codePoints(typed) <= 100, 'Use at most 100 characters.'),
    z.regex(NO_CONTROLS, 'Remove line breaks and control characters.'),
  )
