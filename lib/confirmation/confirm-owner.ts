import { logCall } from '@/lib/operation'
import { ok } from '@/lib/result'
import { confirmedOperation } from './confirmed-operation'
import { confirmOwnerInput } from './schema'
import { newConfirmation } from './token'

/**
 * Asks for a passkey, or for the password and, with two-step login, a code, and records only when they were given. The answer
 * confirms risky changes of this session for ten minutes, because two of them within 30 seconds would otherwise need two codes.
 */
export const confirmOwner = confirmedOperation({
  input: confirmOwnerInput,
  whileRequired: true,
  evenIfFresh: true,
  run: async (_, caller, session) => {
    logCall(caller, { event: 'password-confirmed', user: session.user.id })
    return ok(await newConfirmation(session))
  },
})
