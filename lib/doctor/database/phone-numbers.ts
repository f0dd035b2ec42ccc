import type { PhoneNumberFacts } from '@/db/operator/facts/phone-number-counts'
import type { CheckContext } from '@/lib/doctor/check'
import { counted, type Finding, hint } from '@/lib/doctor/finding'

/** Reports accounts that have another state than PHONE_NUMBER asks for, which is possible after the setting was changed. */
export function judgePhoneNumbers(facts: PhoneNumberFacts | undefined, { settings }: CheckContext): Finding[] {
  if (!facts) return []
  const { missing, stored } = facts
  if (settings.PHONE_NUMBER === 'required' && missing > 0) {
    const says = `PHONE_NUMBER is required, and ${counted(missing, 'account has', 'accounts have')} no phone number. Everything else works for their owners, who have to enter one when they next save their profile.`
    return [hint('database.phone-numbers', says)]
  }
  if (settings.PHONE_NUMBER === 'off' && stored) {
    const says = 'PHONE_NUMBER is off, and the database still contains phone numbers from before.'
    return [hint('database.phone-numbers', says, 'To delete them, see Phone numbers in docs/configuration.md')]
  }
  return []
}
