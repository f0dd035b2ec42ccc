import * as z from 'zod/mini'
import { currentPassword } from '@/lib/sessions/schema'

export const deleteAccountInput = z.object({ current_password: z.optional(currentPassword) })
