import * as z from 'zod/mini'
import { publicUser } from '@/lib/accounts/public-user'
import { ok } from '@/lib/result'
import { loggedInOperation } from './logged-in-operation'

export const whoAmI = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
  run: async (_, __, { user }) => ok({ user: publicUser(user) }),
})
