import { v7 as uuidv7 } from 'uuid'
import { openPasswordReset } from '@/db/password-resets'
import type { User } from '@/db/users'
import { RESET_LIFETIME_MINUTES, signResetToken } from '@/lib/password-reset/token'

/** A link as the dispatcher makes it when its mail goes out: the row and the token. */
export async function aResetLink({ id: userId }: Pick<User, 'id'>): Promise<{ id: string; token: string }> {
  const opened = await openPasswordReset(uuidv7(), { userId }, RESET_LIFETIME_MINUTES, {})
  if (!opened) throw new Error('A disabled account gets no link.')
  return { id: opened.reset.id, token: await signResetToken(opened.reset) }
}
