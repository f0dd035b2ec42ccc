import { isCommonPassword } from '@/lib/passwords/common-password'
import { canonicalEmail } from '@/lib/rules/canonical-email'

/** What the browser cannot check of a new password: the reason it is refused, or undefined. */
export function refusedPassword(password: string, ownEmail: string): string | undefined {
  if (canonicalEmail(password) === canonicalEmail(ownEmail)) return 'Choose something other than your email address.'
  if (isCommonPassword(password)) return 'This is one of the passwords that are tried first. Choose another.'
  return undefined
}
