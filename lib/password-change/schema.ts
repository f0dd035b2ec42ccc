import * as z from 'zod/mini'
import { newPassword } from '@/lib/accounts/schema'
import { currentPassword } from '@/lib/confirmation/schema'

export const changePasswordInput = z.object({
  current_password: z.optional(currentPassword),
  new_password: newPassword,
})
