import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { asTyped } from '@/lib/accounts/well-formed-text'

export const loginInput = z.object({
  email,
  // No rule but presence: an older system may have allowed what is refused today.
  password: asTyped('Enter your password.'),
})

/** Asked for again before something risky. */
export const currentPassword = asTyped('Enter your current password.')

/** An id that is none of ours is refused like one that nobody has. */
export const revokeSessionInput = z.object({ id: z.string() })
