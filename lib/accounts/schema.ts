import * as z from 'zod/mini'
import type { PhoneNumberMode } from '@/lib/rules/phone-number'
import { email } from './email'
import { name } from './name'
import { optionalPhoneNumber, phoneNumber } from './phone-number'
import { text } from './text'
import { codePoints, wellFormed } from './well-formed-text'

/** The rule for every new password; its length is counted in code points (NIST SP 800-63B-4 §3.1.1.2). */
export const newPassword = z.pipe(
  wellFormed('Choose a password.'),
  z.string().check(
    z.refine((text) => codePoints(text) >= 8, 'Use at least 8 characters.'),
    z.refine((text) => codePoints(text) <= 256, 'Use at most 256 characters.'),
  ),
)

export const nameFields = { first_name: name('Enter your first name.'), last_name: name('Enter your last name.') }

const fieldsOfOwner = { ...nameFields, phone_number: phoneNumber }

type PersonFields = typeof nameFields & { phone_number: typeof optionalPhoneNumber }

/**
 * A schema for each value of the setting PHONE_NUMBER. With `off`, a phone number is an unknown member, which is ignored.
 * To the code that reads the input, the three are one: a phone number may be missing.
 */
export function byPhoneNumberMode<S>(
  schema: (person: PersonFields) => S,
  { phone_number, ...names } = fieldsOfOwner,
): Record<PhoneNumberMode, S> {
  return {
    required: schema({ ...names, phone_number: phone_number as unknown as typeof optionalPhoneNumber }),
    optional: schema({ ...names, phone_number: optionalPhoneNumber }),
    off: schema(names as PersonFields),
  }
}

/** What a person types; `registerInput` adds the secret of the browser. */
export const registerFields = byPhoneNumberMode((person) => z.object({ ...person, email, password: newPassword }))

/** `browser` is a secret by which we recognize this browser when it opens the emailed link. */
export const registerInput = byPhoneNumberMode((person) =>
  z.object({ ...person, email, password: newPassword, browser: z.optional(text(undefined, z.maxLength(100))) }),
)
