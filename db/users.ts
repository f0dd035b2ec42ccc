import { and, eq, gt, ne, sql } from 'drizzle-orm'
import { query, transaction } from './client'
import type { Database } from './database'
import { isOpen, linkExpiry } from './links'
import { isLive } from './live-account'
import { prepared } from './prepared'
import { emails, emailUndos, emailVerifications, events, users } from './schema'

export type User = typeof users.$inferSelect
export type NewUser = Pick<User, 'email' | 'emailCanonical' | 'phoneNumber' | 'firstName' | 'lastName' | 'passwordHash'>
/** No scheme makes it, so no password opens the account until a reset sets another. */
export const NO_PASSWORD = '!'
export const isLocked = ({ passwordHash }: User): boolean => passwordHash === NO_PASSWORD

export type Origin = { ip?: string; userAgent?: string }

/** Makes the account, its welcome mail with a link that proves the mailbox, and its first event; undefined when email or phone number is taken. */
export function createUser(fields: NewUser, origin: Origin): Promise<User | undefined> {
  return transaction(async (tx) => {
    const user = await insertUser(tx, fields, origin)
    if (user) await queueWelcome(tx, user)
    return user
  })
}

/** Queues the mail that greets the owner, with a link that proves the mailbox. */
export async function queueWelcome(tx: Database, { id, email, firstName }: User): Promise<void> {
  const [verification] = await tx
    .insert(emailVerifications)
    .values({ userId: id, expiresAt: linkExpiry('verify-email') })
    .returning({ id: emailVerifications.id })
  const data = { first_name: firstName, verification_id: verification!.id }
  await tx.insert(emails).values({ kind: 'welcome', userId: id, recipient: email, data })
}

/** Inserts the row and its event alone; undefined when email or phone number is taken. */
export async function insertUser(
  tx: Database,
  fields: NewUser & Partial<Pick<User, 'emailVerifiedAt'>>,
  origin: Origin,
): Promise<User | undefined> {
  const [user] = await tx.insert(users).values(fields).onConflictDoNothing().returning()
  if (!user) return undefined
  // Asked after the insert, which has waited for whoever was giving the address up at the same time.
  if (await isReserved(tx, user.emailCanonical, user.id, user.emailVerifiedAt ? 'proven' : 'unproven')) {
    await tx.delete(users).where(eq(users.id, user.id))
    return undefined
  }
  await tx.insert(events).values({ userId: user.id, type: 'registered', ...origin })
  return user
}

/** The live account of that address: one that is disabled or deleted is like one that never was. */
export async function findUserByEmail(emailCanonical: string): Promise<User | undefined> {
  const [user] = await askByEmail({ emailCanonical })
  return user
}

const askByEmail = prepared('live_user', (db) =>
  db
    .select()
    .from(users)
    .where(and(eq(users.emailCanonical, sql.placeholder('emailCanonical')), isLive())),
)

/**
 * True while another account may come back to this address by an undo. Whoever has proven the mailbox is kept off it
 * only where that account had proven it too; whoever has not, always: a squatter would make the undo fail.
 */
export async function isReserved(
  tx: Database,
  emailCanonical: string,
  exceptUserId: string,
  by: 'proven' | 'unproven',
): Promise<boolean> {
  const ofAnother = and(eq(emailUndos.emailCanonical, emailCanonical), ne(emailUndos.userId, exceptUserId))
  const stillGood = and(
    by === 'proven' ? emailUndos.reserved : undefined,
    isOpen('undo-email'),
    gt(emailUndos.expiresAt, sql`now()`),
  )
  const found = await tx.select({ id: emailUndos.id }).from(emailUndos).where(and(ofAnother, stillGood)).limit(1)
  return found.length > 0
}

/** Writes `next` only while `current` is still the hash, so that a stronger hash never undoes a reset. */
export async function replacePasswordHash(id: string, current: string, next: string): Promise<boolean> {
  const changed = await query((db) =>
    db
      .update(users)
      .set({ passwordHash: next })
      .where(and(eq(users.id, id), eq(users.passwordHash, current)))
      .returning({ id: users.id }),
  )
  return changed.length === 1
}
