import * as z from 'zod/mini'
import { text } from '@/lib/accounts/text'

const RULE = 'Use 3 to 500 characters.'
/** Acts outlive accounts, so the reason must not keep what the account's deletion removes. */
const NO_EMAILS = 'Leave out email addresses. A ticket number is best.'

/** Why an operator runs a command. */
export const reasonGiven = z.optional(
  text(
    RULE,
    z.trim(),
    z.minLength(3, RULE),
    z.maxLength(500, RULE),
    z.regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'Write a single line.'),
    z.refine((typed: string) => !/\S@\S/.test(typed.normalize('NFKC')), NO_EMAILS),
  ),
)
