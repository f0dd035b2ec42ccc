import { isCommonPassword } from '@/lib/passwords/common-password'
import { canonicalEmail } from '@/lib/rules/canonical-email'

/** Why a new password is refused by the rules that only the server can check, or undefined. */
export function refusedPassword(password: string, ownEmail: string): string | undefined {
  if (canonicalEmail(password) === canonicalEmail(ownEmail)) return 'Your password can’t be your email address.'
  if (isCommonPassword(password)) return 'This password is too common. Choose another.'
  return undefined
}
