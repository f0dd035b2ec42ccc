import { logCall } from '@/lib/operation'
import { ok } from '@/lib/result'
import { confirmedOperation } from './confirmed-operation'
import { confirmOwnerInput } from './schema'

/** Asks for the password again and changes nothing but the time at which it was entered. Refuses with `wrong-password`. */
export const confirmOwner = confirmedOperation({
  input: confirmOwnerInput,
  run: async (_, caller, { user }) => {
    logCall(caller, { event: 'password-confirmed', user: user.id })
    return ok({})
  },
})
