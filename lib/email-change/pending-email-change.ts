import * as z from 'zod/mini'
import { cancelPendingEmailChange, findPendingEmailChange } from '@/db/accounts/email/pending-email-change'
import { logCall } from '@/lib/operation'
import { ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { sendChangeLink } from './send-change-link'

/** The email that an account waits to move to, and until when its link works. */
export const pendingEmailChange = findPendingEmailChange

/**
 * Sends another link to the email that waits to be verified. Asks for no password, because the change was requested with it
 * and the link goes to the same mailbox. Refuses with `too-many-requests`.
 */
export const resendEmailChange = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
  run: async (_, caller, session) => {
    const pending = await findPendingEmailChange(session.user.id)
    if (!pending) return ok({ sent: false })
    const result = await sendChangeLink(pending.email, caller, session)
    return result.ok ? ok({ sent: true }) : result
  },
})

/** Closes the pending link. Asks for no password, because the account stays as it is. */
export const cancelEmailChange = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
  run: async (_, caller, { user }) => {
    await cancelPendingEmailChange(user.id)
    logCall(caller, { event: 'email-change.canceled', user: user.id })
    return ok({ message: 'The change was canceled.' })
  },
})
