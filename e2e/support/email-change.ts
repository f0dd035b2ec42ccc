import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/client'
import { askEmailChange, confirmEmailChange } from '@/db/email-changes'
import { users } from '@/db/schema'
import type { User } from '@/db/users'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { type MadeLink, newestLink } from './link-row'
import { aPerson } from './person'
import { someone } from './someone'

/** An account whose mailbox is proven, its hash without a password. */
export async function somebodyProven(): Promise<User> {
  const { id } = await someone({ passwordHash: 'old' })
  const emailVerifiedAt = sql`now()`
  const [user] = await query((db) => db.update(users).set({ emailVerifiedAt }).where(eq(users.id, id)).returning())
  return user!
}

/** A change that was asked for, with the link that goes to the new address. */
export async function askedChange(user: User, to = aPerson().email): Promise<MadeLink & { to: string }> {
  if (!(await askEmailChange(user.id, user.passwordHash, to, {}))) throw new Error('The change was not taken.')
  return { ...(await newestLink('confirm-email', user)), to }
}

/** Moves the account to another mailbox: as it is then, and the two links that the former mailbox got. */
export async function moved(
  user: User,
  to = aPerson().email,
): Promise<{ user: User; undo: MadeLink; notMe: MadeLink }> {
  const change = await askedChange(user, to)
  const after = await confirmEmailChange(change.id, canonicalEmail(to), {})
  if (!after || after === 'taken') throw new Error(`The account did not move: ${after}`)
  return { user: after, undo: await newestLink('undo-email', user), notMe: await newestLink('not-me', user) }
}
