import * as z from 'zod/mini'
import { forgetBrowsers } from '@/db/factors/logins/trusted-browsers'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perSession } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'

/** Makes every browser do the second step again. Sessions stay, and so nothing is asked: this only takes trust away. */
export const forgetTrustedBrowsers = loggedInOperation({
  input: z.object({}),
  // By session, so that a stranger who got in never uses up what the owner needs to lock them out.
  throttle: limitCalls('forget-browsers', perSession(30, '1h')),
  run: async (_, caller, { id: sessionId, user }) => {
    if (!(await forgetBrowsers({ userId: user.id, sessionId }, originOf(caller)))) return fail('unauthenticated')
    logCall(caller, { event: 'browsers-forgotten', user: user.id })
    return ok({})
  },
})
