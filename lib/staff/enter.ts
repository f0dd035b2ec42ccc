import * as z from 'zod/mini'
import { enterConsole } from '@/db/staff/staff-session'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { confirmOwnerInput } from '@/lib/confirmation/schema'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { newSessionToken } from '@/lib/sessions/session-token'
import { isFactorRequired } from './staff-session'

/**
 * Opens the console in the session of a member of staff, who shows again that it is them: with a passkey, or the password and, with
 * two-step login, a code. What they confirmed before does not count, nor does a trusted browser or a recovery code. Returns the
 * session's new token. Refuses with `not-found` for everybody else, and with `second-factor-setup-required` for a member who has no
 * second factor although STAFF_FACTOR demands one.
 */
export const enterStaff = confirmedOperation({
  input: () => z.object(confirmOwnerInput.shape),
  evenIfFresh: true,
  run: async ({ credential }, caller, { id, user }) => {
    if (caller.door !== 'browser') return fail('not-found')
    const { token, tokenHash } = newSessionToken()
    // What the session has shown before does not count: in one that began with a passkey, a thief would need only the password.
    const byPasswordAlone = credential === undefined && user.twoStepAt === null
    const entry = { sessionId: id, userId: user.id, tokenHash, lacksFactor: byPasswordAlone && isFactorRequired() }
    const act = {
      name: 'console enter',
      via: 'console',
      operator: user.id,
      reason: null,
      userId: user.id,
      facts: {},
    } as const
    const entered = await enterConsole(entry, act, originOf(caller))
    if (entered !== 'entered') return fail(entered === 'no-factor' ? 'second-factor-setup-required' : 'not-found')
    logCall(caller, { event: 'console.entered', user: user.id })
    return ok({ token })
  },
})
