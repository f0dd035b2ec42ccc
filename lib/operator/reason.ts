import * as z from 'zod/mini'
import { text } from '@/lib/accounts/text'

const RULE = 'must have 3 to 500 characters'
/** Acts outlive accounts, so the reason must not keep what the account's deletion removes. */
const NO_EMAILS = 'must not contain an email address; a ticket number is best'

/** Why an operator runs a command. */
export const reasonGiven = z.optional(
  text(
    RULE,
    z.trim(),
    z.minLength(3, RULE),
    z.maxLength(500, RULE),
    z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line'),
    z.refine((typed: string) => !/\S@\S/.test(typed), NO_EMAILS),
  ),
)
