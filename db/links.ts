import { and, eq, gt, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { type LinkPurpose, linkMinutes } from '@/lib/rules/link-minutes'
import { answersLinks, isLive } from './accounts/live-account'
import type { User } from './accounts/users'
import { query } from './connection/client'
import type { Database } from './connection/database'
import {
  emailChanges,
  emailContests,
  emailUndos,
  emailVerifications,
  notMeLinks,
  passwordResets,
  registrations,
  users,
} from './schema'

const tables = {
  // First, because removing a reset removes its row here too, which might be many.
  'not-me': notMeLinks,
  'password-reset': passwordResets,
  'verify-email': emailVerifications,
  'confirm-email': emailChanges,
  'undo-email': emailUndos,
  contest: emailContests,
  registration: registrations,
} satisfies Record<LinkPurpose, PgTable>
type Tables = typeof tables
/** The links that belong to an account; a registration's belongs to none yet. */
export type UserLinkPurpose = Exclude<LinkPurpose, 'registration'>
export type LinkRow<P extends LinkPurpose> = Tables[P]['$inferSelect']
/** Expiry is decided by the database's clock, which is the same for every instance. */
export type FoundLink<P extends LinkPurpose> = { row: LinkRow<P>; expired: boolean }

/** In the order in which they are swept. */
export const linkPurposes = Object.keys(tables) as LinkPurpose[]

/** Every table of links has the columns of this table. */
export const tableOf = (purpose: LinkPurpose) => tables[purpose] as typeof passwordResets

/** The row of a link with its user, if the account is live or contested, because the contester may see what happened to it. */
export async function findLink<P extends UserLinkPurpose>(
  purpose: P,
  id: string,
): Promise<(FoundLink<P> & { user: User }) | undefined> {
  const table = tableOf(purpose)
  const [found] = await query((db) =>
    db
      .select({ row: table, expired: hasExpired(purpose), user: users })
      .from(table)
      .innerJoin(users, eq(users.id, table.userId))
      .where(and(eq(table.id, id), answersLinks())),
  )
  return found as (FoundLink<P> & { user: User }) | undefined
}

/** When a link of this kind that is created now expires. */
export function linkExpiry(purpose: LinkPurpose): SQL<Date> {
  return inMinutes(linkMinutes[purpose])
}

export const inMinutes = (minutes: number) => sql<Date>`now() + make_interval(mins => ${minutes})`

/** The links of a kind that were neither used nor replaced. */
export function isOpen(purpose: LinkPurpose) {
  const table = tableOf(purpose)
  return and(isNull(table.usedAt), isNull(table.replacedAt))
}

export function hasExpired(purpose: LinkPurpose): SQL<boolean> {
  return sql<boolean>`${lte(tableOf(purpose).expiresAt, sql`now()`)}`
}

/** When a link was created, which is compared in the database, to the microsecond; a Date is less exact. */
export function creationOf(tx: Database, purpose: UserLinkPurpose, id: string): SQL<Date> {
  const table = tableOf(purpose)
  return sql<Date>`(${tx.select({ at: table.createdAt }).from(table).where(eq(table.id, id))})`
}

/** Uses up a link: of any number of racing calls, exactly one gets true. */
export async function spendLink(tx: Database, purpose: LinkPurpose, id: string): Promise<boolean> {
  const table = tableOf(purpose)
  const spent = await tx
    .update(table)
    .set({ usedAt: sql`now()` })
    .where(and(eq(table.id, id), isOpen(purpose), gt(table.expiresAt, sql`now()`)))
    .returning({ id: table.id })
  return spent.length === 1
}

/** Closes a user's open links of these kinds; their pages say that they were replaced. */
export async function closeLinks(tx: Database, userId: string, ...purposes: UserLinkPurpose[]): Promise<void> {
  for (const purpose of purposes) {
    const table = tableOf(purpose)
    await tx
      .update(table)
      .set({ replacedAt: sql`now()` })
      .where(and(eq(table.userId, userId), isOpen(purpose)))
  }
}

/**
 * Locks the account that a link belongs to; undefined if there is no such link or the account is not live. The weaker
 * lock allows foreign keys to be checked meanwhile; 'update' is for a change of the email itself.
 */
export async function lockOwner(
  tx: Database,
  purpose: UserLinkPurpose,
  id: string,
  strength: 'no key update' | 'update' = 'no key update',
): Promise<User | undefined> {
  const table = tableOf(purpose)
  const owner = tx.select({ id: table.userId }).from(table).where(eq(table.id, id))
  const [user] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, owner), isLive()))
    .for(strength)
  return user
}
