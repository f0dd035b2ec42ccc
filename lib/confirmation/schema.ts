import * as z from 'zod/mini'
import { asTyped } from '@/lib/accounts/well-formed-text'

/** Asked for again before a risky change. */
export const currentPassword = asTyped('Enter your current password.')

export const confirmOwnerInput = z.object({ current_password: currentPassword })
