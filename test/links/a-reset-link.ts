import { v7 as uuidv7 } from 'uuid'
import { openPasswordReset } from '@/db/accounts/password-resets'
import type { User } from '@/db/accounts/users'
import { RESET_LIFETIME_MINUTES, signResetToken } from '@/lib/password-reset/reset-token'

/** A link as the dispatcher makes it when its email is sent: the row and the token. */
export async function aResetLink({ id: userId, email }: User): Promise<{ id: string; token: string }> {
  const mail = { id: uuidv7(), userId, recipient: email, data: {} }
  const opened = await openPasswordReset(mail, RESET_LIFETIME_MINUTES)
  if (typeof opened === 'string') throw new Error(`No link was made: ${opened}`)
  return { id: opened.reset.id, token: await signResetToken(opened.reset) }
}
