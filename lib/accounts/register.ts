import { registerUser } from '@/db/accounts/register-user'
import { keepRegistration } from '@/db/accounts/registrations'
import type { NewUser } from '@/db/accounts/users'
import { config } from '@/lib/config'
import { type Caller, logCall, operation, originOf } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { fail, ok, type Result } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets/secrets'
import { perIp, perMailbox } from '@/lib/throttle/budgets'
import { allows, countCall, limitCalls } from '@/lib/throttle/throttle'
import { hashBrowserSecret } from './browser-secret'
import { commonPasswordErrors, refusedPassword } from './password-rule'
import { type PublicUser, publicUser } from './public-user'
import { registerInput } from './schema'

/** How many emails a typed email address may get. The second one within a minute is delayed, not dropped, because the newest one matters. */
const emails = limitCalls('registration-mail', perMailbox(5, '1h'))
const mailPace = limitCalls('registration-mail', perMailbox(1, '1m'))

/** There is no user yet if the email has to be verified first. */
type Registered = { message: string; user?: PublicUser }

/**
 * In the mode `open` creates the account, or refuses with `account-exists` if the email or the phone number is taken,
 * without saying which. In `confirm` every answer and the work behind it are the same. In `closed` refuses with
 * `registration-closed`.
 */
export const register = operation({
  input: () => registerInput[config().PHONE_NUMBER],
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
      phoneNumber: input.phone_number ?? null,
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

/** Does not look up whether the email or the number is taken: only the email that we send says so, and only its reader learns it. */
async function keep(fields: NewUser, browser: string | undefined, caller: Caller): Promise<Result<Registered>> {
  const email = emailDigest(fields.emailCanonical)
  const goes = await allows(emails, { caller, email: fields.email })
  if (goes) {
    const browserHash = browser ? hashBrowserSecret(browser) : undefined
    const { wait } = await countCall(mailPace, { caller, email: fields.email })
    await keepRegistration({ ...fields, browserHash }, originOf(caller), wait)
  }
  logCall(caller, { event: goes ? 'register.requested' : 'register.withheld', email })
  // Also true if no further email is allowed: the links in earlier emails still let their reader choose a password.
  return ok({
    message: 'Check your email. Open the link in any email we sent you in the last day to finish your registration.',
  })
}
