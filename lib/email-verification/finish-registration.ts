import type * as z from 'zod/mini'
import { confirmRegistration } from '@/db/accounts/confirm-registration'
import type { User } from '@/db/accounts/users'
import { refusedPassword } from '@/lib/accounts/password-rule'
import { config } from '@/lib/config'
import { type Caller, originOf } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { fail, ok, type Result } from '@/lib/result'
import { perMailbox } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitCalls } from '@/lib/throttle/throttle'
import type { registrationDetails } from './schema'
import type { VerificationLink } from './verification-link'

type RegistrationLink = Extract<VerificationLink, { state: 'good'; of: 'registration' }>
type Given = Partial<z.output<typeof registrationDetails.optional>>

/** The answer shows whether a phone number has an account, so each email may try only a few. */
const otherNumbers = limitCalls('registration-phone', perMailbox(10, '1h'))

/**
 * Creates the account of a registration. Details that the reader of the email enters replace the registered ones. The
 * registered password counts only in the browser that registered: a stranger may have chosen it, so in any other browser
 * the reader must choose one.
 */
export async function finishRegistration(
  link: RegistrationLink,
  { first_name, last_name, phone_number, password }: Given,
  caller: Caller,
): Promise<Result<User | undefined>> {
  if (config().REGISTRATION === 'closed') return fail('registration-closed')
  if (link.emailTaken) return fail('account-exists')
  if (typeof phone_number === 'string' && phone_number !== link.row.phoneNumber) {
    const tooMany = await refuseBeyond(otherNumbers, { caller, email: link.email })
    if (tooMany) return tooMany
  }
  if (password === undefined && link.needsPassword) return fail('invalid-input', { password: ['Choose a password.'] })
  if (phone_number === undefined && link.needsPhone)
    return fail('invalid-input', { phone_number: ['Enter your phone number.'] })
  const refusal = password !== undefined && refusedPassword(password, link.email)
  if (refusal) return fail('invalid-input', { password: [refusal] })

  // Hashed before the transaction that spends the link, so that it holds no connection while it works.
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  const given = { firstName: first_name, lastName: last_name, phoneNumber: phone_number, passwordHash }
  const user = await confirmRegistration(link.row.id, originOf(caller), given)
  if (user === 'taken') return fail('account-exists')
  // Only the reader of the email learns this. They could not finish otherwise, since a stranger may have entered the number.
  if (user === 'phone-taken')
    return fail('account-exists', { phone_number: ['Another account already uses this phone number.'] })
  return ok(user)
}
