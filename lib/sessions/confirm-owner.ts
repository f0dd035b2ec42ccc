import { logCall } from '@/lib/operation'
import { ok } from '@/lib/result'
import { confirmPassword, passwordAttempts } from './confirm-password'
import { loggedInOperation } from './logged-in-operation'
import { confirmOwnerInput } from './schema'

/** Asks for the password again and changes nothing but the time at which it was entered. Refuses with `wrong-password`. */
export const confirmOwner = loggedInOperation({
  input: confirmOwnerInput,
  throttle: passwordAttempts,
  run: async ({ current_password }, caller, session) => {
    const refused = await confirmPassword(session, current_password, caller)
    if (refused) return refused
    logCall(caller, { event: 'password-confirmed', user: session.user.id })
    return ok({})
  },
})
