import * as z from 'zod/mini'
import { queueVerification } from '@/db/accounts/email-verifications'
import { logCall } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'

const COOL_DOWN_SECONDS = 60

/**
 * Mails the link of the welcome mail again, which replaces the former one; also to a confirmed address that mail came
 * back from, to see whether it works again. Refuses with `too-many-requests` within a minute, and
 * beyond ten in a day: the mailbox may be a stranger's, who never proved it.
 */
export const resendVerification = loggedInOperation({
  input: z.object({}),
  throttle: limitCalls('verification-mail', perAccount(5, '1h'), perAccount(10, '24h')),
  run: async (_, caller, { user }) => {
    const wait = await queueVerification(user.id, COOL_DOWN_SECONDS)
    if (wait > 0) return { ...fail('too-many-requests'), retryAfterSeconds: wait }
    logCall(caller, { event: 'verify-email.requested', user: user.id })
    const nothingToDo = user.emailVerifiedAt && !user.emailUnreachableAt
    return ok({
      message: nothingToDo ? 'This email is already verified.' : 'We’ve sent you a new link.',
    })
  },
})
