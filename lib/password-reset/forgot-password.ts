import { queueResetForAddress } from '@/db/outbox/outbox'
import { logCall, operation, originOf } from '@/lib/operation'
import { ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets/secrets'
import { allows } from '@/lib/throttle/throttle'
import { resetEmailThrottle } from './reset-email-throttle'
import { forgotPasswordInput } from './schema'

/** One insert for any email: the account is looked up later, so neither the answer nor its timing shows whether there is one. */
export const forgotPassword = operation({
  input: forgotPasswordInput,
  run: async ({ email }, caller) => {
    const emailCanonical = canonicalEmail(email)
    const goes = await allows(resetEmailThrottle, { caller, email })
    if (goes) await queueResetForAddress(emailCanonical, originOf(caller))
    logCall(caller, {
      event: goes ? 'password-reset.requested' : 'password-reset.withheld',
      email: emailDigest(emailCanonical),
    })
    return ok({ message: 'If there’s an account for that email, we’ve sent a link.' })
  },
})
