import * as z from 'zod/mini'
import { leaveConsole } from '@/db/staff/staff-session'
import { ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'

/** Closes the console in this session, in which the member stays logged in. */
export const leaveStaff = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
  run: async (_, _caller, { id }) => {
    await leaveConsole(id)
    return ok(undefined)
  },
})
