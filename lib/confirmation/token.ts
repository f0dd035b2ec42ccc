import type { FoundSession } from '@/db/sessions/sessions'
import { readToken, signToken, type TokenKind } from '@/lib/secrets/signed-token'
import { PASSWORD_FRESH_MINUTES } from '@/lib/sessions/session-lifetime'

/** As long as a page would not ask again. */
const minutes = PASSWORD_FRESH_MINUTES

export const confirmationKind = { purpose: 'confirmation', minutes } satisfies TokenKind

/** Shows for a while that the owner of this session has just confirmed. */
export async function newConfirmation({
  id,
  user,
}: FoundSession): Promise<{ confirmation: string; expires_in: number }> {
  const expiresAt = new Date(Date.now() + minutes * 60_000)
  const confirmation = await signToken(confirmationKind, { id, subject: user.id, expiresAt })
  return { confirmation, expires_in: minutes * 60 }
}

/** Whether the text was made in this session, which is the live one of the caller. In every other session it is worth nothing. */
export async function isConfirmationOf({ id, user }: FoundSession, text: string): Promise<boolean> {
  const claims = await readToken(confirmationKind, text)
  if (!claims || claims.id !== id || claims.subject !== user.id) return false
  const madeAt = claims.issuedAt.getTime()
  // Exact, because the tolerance for clocks would make it valid for a minute longer than promised.
  if (Date.now() >= madeAt + minutes * 60_000) return false
  // One from before two-step login was switched on needed only the password. The times are compared in whole seconds.
  return !user.twoStepAt || madeAt >= Math.floor(user.twoStepAt.getTime() / 1000) * 1000
}
