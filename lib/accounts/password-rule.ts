import { isCommonPassword } from '@/lib/passwords/common-password'
import type { FieldErrors } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'

const TOO_COMMON = 'This password is too common. Choose another.'

/** Why a new password is refused by the rules that only the server can check, or undefined. */
export function refusedPassword(password: string, ownEmail: string): string | undefined {
  if (canonicalEmail(password) === canonicalEmail(ownEmail)) return 'Your password can’t be your email address.'
  if (isCommonPassword(password)) return TOO_COMMON
  return undefined
}

/** Reports a common password together with the errors of other fields, so that nobody has to correct a form twice. */
export function commonPasswordErrors(field: 'password' | 'new_password'): (raw: unknown) => FieldErrors {
  return (raw) => {
    const password = (Object(raw) as Record<string, unknown>)[field]
    return typeof password === 'string' && isCommonPassword(password) ? { [field]: [TOO_COMMON] } : {}
  }
}
