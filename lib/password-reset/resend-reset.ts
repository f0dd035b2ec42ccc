import { queueResetForUser } from '@/db/emails'
import { logCall, operation } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { readResetLink } from './reset-link'
import { resendResetInput } from './schema'

/** A new link for an old but authentic one: it names the account, so the mail goes to the address on file. */
export const resendReset = operation({
  input: resendResetInput,
  run: async ({ token }, caller) => {
    const link = await readResetLink(token)
    if (link.state === 'link-invalid') return fail('link-invalid')
    await queueResetForUser(link.user.id, link.user.email, { ip: caller.ip })
    logCall(caller, { event: 'password-reset.asked', user: link.user.id })
    return ok(undefined)
  },
})
