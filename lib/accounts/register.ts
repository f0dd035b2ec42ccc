import { registerUser } from '@/db/accounts/register-user'
import { keepRegistration } from '@/db/accounts/registrations'
import type { NewUser } from '@/db/accounts/users'
import { config } from '@/lib/config'
import { type Caller, logCall, operation, originOf } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { fail, ok, type Result } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets'
import { perIp, perMailbox } from '@/lib/throttle/budgets'
import { allows, countCall, limitCalls } from '@/lib/throttle/throttle'
import { hashBrowserSecret } from './browser-secret'
import { commonPasswordErrors, refusedPassword } from './password-rule'
import { type PublicUser, publicUser } from './public-user'
import { registerInput } from './schema'

/** What may be mailed to an address that somebody typed; within a minute the next one waits, so that none that counts is lost. */
const emails = limitCalls('registration-mail', perMailbox(5, '1h'))
const mailPace = limitCalls('registration-mail', perMailbox(1, '1m'))

/** Without a user where the mailbox has to be proven first. */
type Registered = { message: string; user?: PublicUser }

/**
 * In the mode `open` makes the account, or refuses with `account-exists` when email or phone number is taken, never
 * saying which. In `confirm` answers everyone alike after the same work. In `closed` refuses with `registration-closed`.
 */
export const register = operation({
  input: registerInput,
  alsoCheck: commonPasswordErrors('password'),
  throttle: limitCalls('register', perIp(100, '1h')),
  run: async (input, caller): Promise<Result<Registered>> => {
    const mode = config().REGISTRATION
    if (mode === 'closed') return fail('registration-closed')
    const refusal = refusedPassword(input.password, input.email)
    if (refusal) return fail('invalid-input', { password: [refusal] })

    const fields = {
      email: input.email,
      emailCanonical: canonicalEmail(input.email),
      phoneNumber: input.phone_number,
      firstName: input.first_name,
      lastName: input.last_name,
      passwordHash: await hashPassword(input.password),
    }
    return mode === 'confirm' ? keep(fields, input.browser, caller) : create(fields, caller)
  },
})

async function create(fields: NewUser, caller: Caller): Promise<Result<Registered>> {
  const user = await registerUser(fields, originOf(caller))
  if (!user) {
    logCall(caller, { event: 'register.refused', email: emailDigest(fields.emailCanonical) })
    return fail('account-exists')
  }
  logCall(caller, { event: 'register', user: user.id })
  return ok({ message: 'User registered successfully', user: publicUser(user) })
}

/** Who has the address or the number is not even looked up: the mail that follows tells it, to its reader alone. */
async function keep(fields: NewUser, browser: string | undefined, caller: Caller): Promise<Result<Registered>> {
  const email = emailDigest(fields.emailCanonical)
  const goes = await allows(emails, { caller, email: fields.email })
  if (goes) {
    const browserHash = browser ? hashBrowserSecret(browser) : undefined
    const { wait } = await countCall(mailPace, { caller, email: fields.email })
    await keepRegistration({ ...fields, browserHash }, { ip: caller.ip }, wait)
  }
  logCall(caller, { event: goes ? 'register.requested' : 'register.withheld', email })
  // True as well where the budget is spent: whoever spent it, the links that are there already take the reader's own password.
  return ok({
    message: 'Check your email. Open the link in any email we sent you in the last day to finish your registration.',
  })
}
