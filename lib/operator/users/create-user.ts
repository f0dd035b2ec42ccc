import * as z from 'zod/mini'
import { NO_PASSWORD } from '@/db/accounts/users'
import { createUserBy } from '@/db/operator/changes/operator-changes'
import { emailOf } from '@/lib/accounts/email'
import { name } from '@/lib/accounts/name'
import { refusedPassword } from '@/lib/accounts/password-rule'
import { phoneNumberOf } from '@/lib/accounts/phone-number'
import { byPhoneNumberMode, newPassword } from '@/lib/accounts/schema'
import { config } from '@/lib/config'
import { command } from '@/lib/operator/command'
import { hashPassword } from '@/lib/passwords/hash-password'
import { fail, ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { operatorsUser } from './find-user'

/** Asked for as something of somebody else. */
const email = emailOf('the')
const fields = {
  first_name: name('Enter the first name.'),
  last_name: name('Enter the last name.'),
  phone_number: phoneNumberOf('the'),
}

const createUserInput = byPhoneNumberMode(
  (person) =>
    z.object({ ...person, email, password: z.optional(newPassword), verified: z._default(z.boolean(), false) }),
  fields,
)

/** The same rules as for registration. Without a password, only an emailed link opens the account. */
export const createUser = command(
  { name: 'users create', right: 'admin', input: () => createUserInput[config().PHONE_NUMBER] },
  async ({ password, verified, ...person }, act) => {
    // In the console nobody sets a password for somebody else, or says that an email is theirs (OWASP ASVS 5.0.0, 6.4.6).
    if (act.via === 'console' && (password !== undefined || verified)) return fail('forbidden')
    const refused = password && refusedPassword(password, person.email)
    if (refused) return fail('invalid-input', { password: [refused] })
    const user = await createUserBy(act, {
      email: person.email,
      emailCanonical: canonicalEmail(person.email),
      phoneNumber: person.phone_number ?? null,
      firstName: person.first_name,
      lastName: person.last_name,
      passwordHash: password ? await hashPassword(password) : NO_PASSWORD,
      verified,
    })
    return user ? ok({ user: operatorsUser(user) }) : fail('account-exists')
  },
)
