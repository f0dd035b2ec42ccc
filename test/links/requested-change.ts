import { eq, sql } from 'drizzle-orm'
import { confirmEmailChange, requestEmailChange, undoEmailChange } from '@/db/accounts/email-changes'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { someone } from '@/test/accounts/someone'
import { type MadeLink, newestLink } from './link-row'

/** An account whose mailbox is proven, its hash without a password. */
export async function somebodyVerified(): Promise<User> {
  const { id } = await someone({ passwordHash: 'old' })
  const emailVerifiedAt = sql`now()`
  const [user] = await query((db) => db.update(users).set({ emailVerifiedAt }).where(eq(users.id, id)).returning())
  return user!
}

/** A change that was asked for, with the link that goes to the new address. */
export async function requestedChange(user: User, to = aPerson().email): Promise<MadeLink & { to: string }> {
  if (!(await requestEmailChange(user.id, user.passwordHash, to, {}))) throw new Error('The change was not taken.')
  return { ...(await newestLink('confirm-email', user)), to }
}

/** Moves the account to another mailbox: as it is then, and the two links that the former mailbox got. */
export async function moved(
  user: User,
  to = aPerson().email,
): Promise<{ user: User; undo: MadeLink; notMe: MadeLink }> {
  const change = await requestedChange(user, to)
  const after = await confirmEmailChange(change.id, canonicalEmail(to), {})
  if (!after || after === 'taken') throw new Error(`The account did not move: ${after}`)
  return { user: after, undo: await newestLink('undo-email', user), notMe: await newestLink('not-me', user) }
}

/** The same account after the former mailbox has taken it back: as it is then, and the link by which the other one contests that. */
export async function takenBack(move: { user: User; undo: MadeLink }): Promise<{ user: User; contest: MadeLink }> {
  const user = await undoEmailChange(move.undo.id, {})
  if (!user || user === 'taken') throw new Error(`The account did not come back: ${user}`)
  return { user, contest: await newestLink('contest', user) }
}
