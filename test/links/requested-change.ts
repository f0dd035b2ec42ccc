import { eq, sql } from 'drizzle-orm'
import { confirmEmailChange, requestEmailChange, undoEmailChange } from '@/db/accounts/email/email-changes'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { someone } from '@/test/accounts/someone'
import { type MadeLink, newestLink } from './link-row'

/** An account with a verified email, whose hash matches no password. */
export async function somebodyVerified(): Promise<User> {
  const { id } = await someone({ passwordHash: 'old' })
  const emailVerifiedAt = sql`now()`
  const [user] = await query((db) => db.update(users).set({ emailVerifiedAt }).where(eq(users.id, id)).returning())
  return user!
}

/** A requested change, with the link sent to the new email. */
export async function requestedChange(user: User, to = aPerson().email): Promise<MadeLink & { to: string }> {
  if (!(await requestEmailChange(user.id, user.passwordHash, to, {}))) throw new Error('The change was not taken.')
  return { ...(await newestLink('confirm-email', user)), to }
}

/** Changes the account's email and returns the account afterwards and the two links sent to the previous email. */
export async function moved(
  user: User,
  to = aPerson().email,
): Promise<{ user: User; undo: MadeLink; notMe: MadeLink }> {
  const change = await requestedChange(user, to)
  const after = await confirmEmailChange(change.id, canonicalEmail(to), {})
  if (!after || after === 'taken') throw new Error(`The account did not move: ${after}`)
  return { user: after, undo: await newestLink('undo-email', user), notMe: await newestLink('not-me', user) }
}

/** Lets the previous email take the account back and returns the account afterwards and the link to contest that. */
export async function takenBack(move: { user: User; undo: MadeLink }): Promise<{ user: User; contest: MadeLink }> {
  const user = await undoEmailChange(move.undo.id, {})
  if (!user || user === 'taken') throw new Error(`The account did not come back: ${user}`)
  return { user, contest: await newestLink('contest', user) }
}
