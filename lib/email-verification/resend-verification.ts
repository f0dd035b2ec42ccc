import * as z from 'zod/mini'
import { queueVerification } from '@/db/accounts/email/email-verifications'
import { logCall } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'

const COOL_DOWN_SECONDS = 60

/**
 * Sends a new verification link, which replaces the previous one. A verified email that an email could not be delivered to
 * gets one too, to find out whether it works again. Refuses with `too-many-requests` within a minute and beyond ten a day,
 * because an unverified email may belong to a stranger.
 */
export const resendVerification = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
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
