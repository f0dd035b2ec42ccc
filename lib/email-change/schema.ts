import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { confirmationFields } from '@/lib/confirmation/schema'

export const changeEmailInput = z.object({ ...confirmationFields, new_email: email })
