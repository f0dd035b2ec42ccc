import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { currentPassword } from '@/lib/confirmation/schema'

export const changeEmailInput = z.object({ new_email: email, current_password: z.optional(currentPassword) })
