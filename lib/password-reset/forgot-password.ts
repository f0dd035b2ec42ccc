import { queueResetForAddress } from '@/db/emails'
import { canonicalEmail } from '@/lib/accounts/email'
import { log } from '@/lib/log'
import { operation } from '@/lib/operation'
import { ok } from '@/lib/result'
import { emailDigest } from '@/lib/secrets'
import { forgotPasswordInput } from './schema'

/** One insert for any address: whether an account has it is found out later, out of the caller's sight and time. */
export const forgotPassword = operation({
  input: forgotPasswordInput,
  run: async ({ email }, caller) => {
    const emailCanonical = canonicalEmail(email)
    await queueResetForAddress(emailCanonical, { ip: caller.ip })
    log().info({
      event: 'password-reset.asked',
      email: emailDigest(emailCanonical),
      request: caller.requestId,
      ip: caller.ip,
    })
    return ok({ message: 'If an account has this address, a mail with a link is on its way.' })
  },
})
