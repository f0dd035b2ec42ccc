import { queueResetForAddress } from '@/db/emails'
import { canonicalEmail } from '@/lib/accounts/email'
import { logCall, operation } from '@/lib/operation'
import { ok } from '@/lib/result'
import { emailDigest } from '@/lib/secrets'
import { allows } from '@/lib/throttle/throttle'
import { resetMails } from './reset-mails'
import { forgotPasswordInput } from './schema'

/** One insert for any address: whether an account has it is found out later, out of the caller's sight and time. */
export const forgotPassword = operation({
  input: forgotPasswordInput,
  run: async ({ email }, caller) => {
    const emailCanonical = canonicalEmail(email)
    if (await allows(resetMails, { caller, email })) await queueResetForAddress(emailCanonical, { ip: caller.ip })
    logCall(caller, { event: 'password-reset.asked', email: emailDigest(emailCanonical) })
    return ok({ message: 'If an account has this address, a mail with a link is on its way.' })
  },
})
