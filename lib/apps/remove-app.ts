import { removeApp as remove } from '@/db/provider/remove-app'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'
import { removeAppInput } from './schema'

/** Ends all that one app has of the account. Refuses with `not-found` for an app that has nothing of it. */
export const removeApp = loggedInOperation({
  input: removeAppInput,
  throttle: limitCalls('remove-app', perAccount(60, '1h')),
  run: async ({ id }, caller, { user }) => {
    // PostgreSQL cannot look up a text with a zero byte, and no app has such an ID.
    const name = id.includes('\0') ? undefined : await remove(user.id, id, originOf(caller))
    if (name === undefined) return fail('not-found')
    logCall(caller, { event: 'app-removed', user: user.id, client: id })
    return ok({ name })
  },
})
