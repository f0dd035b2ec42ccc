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
type Given = Partial<z.output<typeof registrationDetails>>

/** The answer tells whether somebody has the number, so that one mailbox is not to ask for many. */
const otherNumbers = limitCalls('registration-phone', perMailbox(10, '1h'))

/**
 * Makes the account of a registration, with what the reader of the mailbox gives in place of what was registered. A
 * password counts only from the browser that registered: elsewhere a stranger may have chosen it, so the reader of the
 * mailbox chooses one, and refuses nobody by not knowing the stranger's.
 */
export async function finishRegistration(
  link: RegistrationLink,
  { first_name, last_name, phone_number, password }: Given,
  caller: Caller,
): Promise<Result<User | undefined>> {
  if (config().REGISTRATION === 'closed') return fail('registration-closed')
  if (link.emailTaken) return fail('account-exists')
  if (phone_number !== undefined && phone_number !== link.row.phoneNumber) {
    const tooMany = await refuseBeyond(otherNumbers, { caller, email: link.email })
    if (tooMany) return tooMany
  }
  if (password === undefined && link.needsPassword) return fail('invalid-input', { password: ['Choose a password.'] })
  const refusal = password !== undefined && refusedPassword(password, link.email)
  if (refusal) return fail('invalid-input', { password: [refusal] })

  // Hashed before the transaction that spends the link, so that it holds no connection while it works.
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  const given = { firstName: first_name, lastName: last_name, phoneNumber: phone_number, passwordHash }
  const user = await confirmRegistration(link.row.id, originOf(caller), given)
  if (user === 'taken') return fail('account-exists')
  // Told to the reader of the mailbox alone, who could not finish otherwise: a stranger may have registered with it.
  if (user === 'phone-taken')
    return fail('account-exists', { phone_number: ['Another account already uses this phone number.'] })
  return ok(user)
}
