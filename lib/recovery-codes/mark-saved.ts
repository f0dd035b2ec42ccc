import * as z from 'zod/mini'
import { markCodesSaved } from '@/db/factors/recovery-codes'
import { ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'

/** Remembers that the account owner has saved the recovery codes, so that pages stop reminding. */
export const markRecoveryCodesSaved = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
  run: async (_, __, { user }) => {
    await markCodesSaved(user.id)
    return ok({})
  },
})
