import type { Beginning } from '@/db/operator/user-beginnings'
import type { ExactName } from '@/db/operator/user-directory'
import { email } from '@/lib/accounts/email'
import { phoneNumber } from '@/lib/accounts/phone-number'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { isId } from '@/lib/rules/is-id'
import { nameKey } from '@/lib/rules/name-keys'

/** What a text looks like; acts are recorded with it. */
type Kind = 'id' | 'email' | 'phone' | 'email-begins' | 'name-begins' | 'email-or-name-begins'

/** Whatever a text can be: an account's exact name, which is tried first, and the beginning of an email or name. */
export type Search = { kind: Kind; exact?: ExactName; beginning?: Beginning }

/** Emails are ASCII without blanks. */
const IN_EMAILS = /^[!-~]+$/

export function readSearch(text: string): Search {
  if (isId(text)) return { kind: 'id', exact: { id: text } }
  const emailBegins = IN_EMAILS.test(text) ? canonicalEmail(text) : undefined
  const byEmail = emailBegins === undefined ? {} : { beginning: { emailBegins } }
  // Somebody's whole email may be the beginning of another one: ada@example.co and ada@example.com.
  if (emailBegins !== undefined && email.safeParse(text).success)
    return { kind: 'email', exact: { emailCanonical: emailBegins }, ...byEmail }
  const phone = phoneNumber.safeParse(text)
  if (phone.success) return { kind: 'phone', exact: { phoneNumbers: spellingsOf(phone.data) }, ...byEmail }
  if (text.includes('@')) return { kind: 'email-begins', ...byEmail }
  const nameBegins = nameKey(text)
  // Every name begins with nothing, which is all that is left of some texts.
  if (nameBegins === '') return { kind: 'name-begins' }
  if (emailBegins === undefined) return { kind: 'name-begins', beginning: { nameBegins } }
  return { kind: 'email-or-name-begins', beginning: { emailBegins, nameBegins } }
}

/** A number is stored as its owner typed it: with a plus sign, with two zeros, or with neither before the country code. */
function spellingsOf(phone: string): string[] {
  const digits = phone.replace(/^(\+|00)/, '')
  return [`+${digits}`, `00${digits}`, digits]
}
