import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { asTyped } from '@/lib/accounts/well-formed-text'

export const loginInput = z.object({
  email,
  // Only an empty password is refused: an older system may have allowed passwords that today's rules refuse.
  password: asTyped('Enter your password.'),
})

/** Any text is accepted as an ID, so that a malformed ID and an unknown one get the same answer. */
export const revokeSessionInput = z.object({ id: z.string() })
