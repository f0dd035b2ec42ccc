import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { currentPassword } from '@/lib/confirmation/schema'

export const deleteAccountInput = z.object({ current_password: currentPassword })

/** What the page asks for: the email is typed out as well. */
export const confirmDeletionInput = z.extend(deleteAccountInput, { email })
