import * as z from 'zod/mini'
import { email } from './email'
import { text } from './text'
import { codePoints, wellFormed } from './well-formed-text'

const NO_CONTROLS = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u

const name = (missing: string) =>
  text(
    missing,
    z.trim(),
    z.minLength(1, { error: missing, abort: true }),
    z.refine((typed: string) => codePoints(typed) <= 100, 'Use at most 100 characters.'),
    z.regex(NO_CONTROLS, 'Remove line breaks and control characters.'),
  )

const phoneNumber = z.pipe(
  z.pipe(
    text(
      'Enter your phone number.',
      z.trim(),
      z.minLength(1, { error: 'Enter your phone number.', abort: true }),
      z.maxLength(50, { error: 'Enter 10 to 15 digits. You can start with +.', abort: true }),
    ),
    // Kept as text, because a number would lose its leading zeros. The (0) is not dialed after a country code.
    // \p{Cf} are invisible characters that are often copied along with a number.
    z.transform((typed: string) => typed.replace(/^(\p{Cf}*\+.*?)\(0\)/u, '$1').replace(/[\s.\-‐-―()[\]\p{Cf}]/gu, '')),
  ),
  z.string().check(z.regex(/^\+?[0-9]{10,15}$/, 'Enter 10 to 15 digits. You can start with +.')),
)

/** The rule for every new password; its length is counted in code points (NIST SP 800-63B-4 §3.1.1.2). */
export const newPassword = z.pipe(
  wellFormed('Choose a password.'),
  z.string().check(
    z.refine((text) => codePoints(text) >= 8, 'Use at least 8 characters.'),
    z.refine((text) => codePoints(text) <= 256, 'Use at most 256 characters.'),
  ),
)

export const personFields = {
  first_name: name('Enter your first name.'),
  last_name: name('Enter your last name.'),
  phone_number: phoneNumber,
}

/** What a person types; `registerInput` adds the secret of the browser. */
export const registerFields = z.object({ ...personFields, email, password: newPassword })

/** `browser` is a secret by which we recognize this browser when it opens the emailed link. */
export const registerInput = z.extend(registerFields, { browser: z.optional(text(undefined, z.maxLength(100))) })
