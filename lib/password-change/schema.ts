import * as z from 'zod/mini'
import { newPassword } from '@/lib/accounts/schema'
import { confirmationFields } from '@/lib/confirmation/schema'

export const changePasswordInput = z.object({
  ...confirmationFields,
  new_password: newPassword,
})
