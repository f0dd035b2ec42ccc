import * as z from 'zod/mini'
import { text } from './text'
import type { Whose } from './whose'

const PHONE_NUMBER_RULE = 'Enter 10 to 15 digits. You can start with +.'

/** Without the signs between its digits. */
const bareNumber = (missing: string, ...checks: z.core.$ZodCheck<string>[]) =>
  z.pipe(
    text(missing, z.trim(), ...checks, z.maxLength(50, { error: PHONE_NUMBER_RULE, abort: true })),
    // Kept as text, because a number would lose its leading zeros. The (0) is not dialed after a country code.
    // \p{Cf} are invisible characters that are often copied along with a number.
    z.transform((typed: string) => typed.replace(/^(\p{Cf}*\+.*?)\(0\)/u, '$1').replace(/[\s.\-‐-―()[\]\p{Cf}]/gu, '')),
  )

const digits = z.string().check(z.regex(/^\+?[0-9]{10,15}$/, PHONE_NUMBER_RULE))

export const phoneNumber = phoneNumberOf('your')

export function phoneNumberOf(whose: Whose) {
  const missing = `Enter ${whose} phone number.`
  return z.pipe(bareNumber(missing, z.minLength(1, { error: missing, abort: true })), digits)
}

/** An empty field, null and a missing member all mean “no phone number”. */
export const optionalPhoneNumber = z.optional(
  z.nullable(
    z.pipe(
      z.pipe(
        bareNumber(PHONE_NUMBER_RULE),
        z.transform((bare: string) => bare || null),
      ),
      z.nullable(digits),
    ),
  ),
)
