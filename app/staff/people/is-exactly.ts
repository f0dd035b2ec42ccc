import { phoneNumber } from '@/lib/accounts/phone-number'
import type { OperatorsUser } from '@/lib/operator/users/find-user'
import { canonicalEmail } from '@/lib/rules/canonical-email'

/** Whether the text names this account as a whole, by ID, email or phone number, and not only by its beginning. */
export function isExactly({ id, email, phone_number }: OperatorsUser, text: string): boolean {
  if (text.toLowerCase() === id || canonicalEmail(text) === canonicalEmail(email)) return true
  const phone = phoneNumber.safeParse(text)
  return phone.success && phone_number !== null && digitsOf(phone.data) === digitsOf(phone_number)
}

/** Without the plus sign or the two zeros that may stand before the country code. */
const digitsOf = (phone: string) => phone.replace(/^(\+|00)/, '')
