import { queueResetForUser } from '@/db/outbox/outbox'
import { linkAttempts } from '@/lib/links/mailed-link'
import { logCall, operation, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { allows } from '@/lib/throttle/throttle'
import { resetEmailThrottle } from './reset-email-throttle'
import { readResetLink } from './reset-link'
import { resendResetInput } from './schema'

/** Sends a new link in exchange for an old but authentic one, which names the account, so the email goes to the email on file. */
export const resendReset = operation({
  input: resendResetInput,
  throttle: linkAttempts,
  run: async ({ token }, caller) => {
    const link = await readResetLink(token)
    if (link.state === 'link-invalid') return fail('link-invalid')
    const { id, email } = link.user
    const goes = await allows(resetEmailThrottle, { caller, email })
    if (goes) await queueResetForUser(id, email, originOf(caller))
    logCall(caller, { event: goes ? 'password-reset.requested' : 'password-reset.withheld', user: id })
    return ok(undefined)
  },
})
