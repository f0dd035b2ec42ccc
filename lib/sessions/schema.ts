import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { asTyped } from '@/lib/accounts/well-formed-text'

export const loginInput = z.object({
  email,
  // Only an empty password is refused: an older system may have allowed passwords that today's rules refuse.
  password: asTyped('Enter your password.'),
})

/** Asked for again before a risky change. */
export const currentPassword = asTyped('Enter your current password.')

export const confirmOwnerInput = z.object({ current_password: currentPassword })

/** Any text is accepted as an ID, so that a malformed ID and an unknown one get the same answer. */
export const revokeSessionInput = z.object({ id: z.string() })
