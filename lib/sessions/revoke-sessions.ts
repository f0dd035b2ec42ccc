import * as z from 'zod/mini'
import { deleteSession as endOne, deleteOtherSessions as endOthers } from '@/db/sessions/revoke-sessions'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { isId } from '@/lib/rules/is-id'
import { loggedInOperation } from './logged-in-operation'
import { revokeSessionInput } from './schema'

/** Ends one session of the account, which may be the caller's own. Refuses with `not-found` for any other ID. */
export const revokeSession = loggedInOperation({
  input: revokeSessionInput,
  whileRequired: true,
  run: async ({ id }, caller, { id: currentId, user }) => {
    const origin = originOf(caller)
    if (!isId(id) || !(await endOne(user.id, id, origin))) return fail('not-found')
    logCall(caller, { event: 'sessions-revoked', user: user.id, count: 1 })
    return ok({ current: id === currentId })
  },
})

/** Ends every session of the account except the caller's. */
export const revokeOtherSessions = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
  run: async (_, caller, { id, user }) => {
    const count = await endOthers(user.id, id, originOf(caller))
    logCall(caller, { event: 'sessions-revoked', user: user.id, count })
    return ok({ count })
  },
})
