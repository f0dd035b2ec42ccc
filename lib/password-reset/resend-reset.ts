import { queueResetForUser } from '@/db/outbox'
import { linkTries } from '@/lib/links/mailed-link'
import { logCall, operation } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { allows } from '@/lib/throttle/throttle'
import { resetMails } from './reset-email-throttle'
import { readResetLink } from './reset-link'
import { resendResetInput } from './schema'

/** A new link for an old but authentic one: it names the account, so the mail goes to the address on file. */
export const resendReset = operation({
  input: resendResetInput,
  throttle: linkTries,
  run: async ({ token }, caller) => {
    const link = await readResetLink(token)
    if (link.state === 'link-invalid') return fail('link-invalid')
    const { id, email } = link.user
    const goes = await allows(resetMails, { caller, email })
    if (goes) await queueResetForUser(id, email, { ip: caller.ip })
    logCall(caller, { event: goes ? 'password-reset.asked' : 'password-reset.withheld', user: id })
    return ok(undefined)
  },
})
