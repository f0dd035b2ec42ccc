import * as z from 'zod/mini'
import { publicUser } from '@/lib/accounts/public-user'
import { ok } from '@/lib/result'
import { signedInOperation } from './logged-in-operation'

export const whoAmI = signedInOperation({
  input: z.object({}),
  run: async (_, __, { user }) => ok({ user: publicUser(user) }),
})
