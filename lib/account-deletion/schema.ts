import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { confirmationFields } from '@/lib/confirmation/schema'

export const deleteAccountInput = z.object(confirmationFields)

/** What the page asks for: the email is typed out as well. */
export const confirmDeletionInput = z.extend(deleteAccountInput, { email })
