import { createUser } from '@/db/users'
import { log } from '@/lib/log'
import { operation } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { fail, ok } from '@/lib/result'
import { emailDigest } from '@/lib/secrets'
import { canonicalEmail } from './email'
import { refusedPassword } from './password-rule'
import { publicUser } from './public-user'
import { registerInput } from './schema'

/** Refuses with `account-exists` when email or phone number is taken, never saying which. */
export const register = operation({
  input: registerInput,
  run: async (input, caller) => {
    const refusal = refusedPassword(input.password, input.email)
    if (refusal) return fail('invalid-input', { password: [refusal] })

    const emailCanonical = canonicalEmail(input.email)
    const fields = {
      email: input.email,
      emailCanonical,
      phoneNumber: input.phone_number,
      firstName: input.first_name,
      lastName: input.last_name,
      passwordHash: await hashPassword(input.password),
    }
    const user = await createUser(fields, { ip: caller.ip, userAgent: caller.userAgent })
    const line = { request: caller.requestId, ip: caller.ip }
    if (!user) {
      log().info({ event: 'register.refused', email: emailDigest(emailCanonical), ...line })
      return fail('account-exists')
    }
    log().info({ event: 'register', user: user.id, ...line })
    return ok({ message: 'User registered successfully', user: publicUser(user) })
  },
})
