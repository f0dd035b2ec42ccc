import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { wellFormed } from '@/lib/accounts/text'

export const loginInput = z.object({
  email,
  // No rule but presence: an older system may have allowed what is refused today.
  password: wellFormed('Enter your password.'),
})
