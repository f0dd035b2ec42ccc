import { and, eq } from 'drizzle-orm'
import { query, transaction } from './client'
import { type EmailData, emails, events, users } from './schema'

export type User = typeof users.$inferSelect
export type NewUser = Pick<User, 'email' | 'emailCanonical' | 'phoneNumber' | 'firstName' | 'lastName' | 'passwordHash'>
export type Origin = { ip?: string; userAgent?: string }

/** Makes the account, its welcome mail and its first event; undefined when email or phone number is taken. */
export function createUser(fields: NewUser, origin: Origin): Promise<User | undefined> {
  return transaction(async (tx) => {
    const [user] = await tx.insert(users).values(fields).onConflictDoNothing().returning()
    if (!user) return undefined
    const data: EmailData = { first_name: user.firstName }
    await tx.insert(emails).values({ kind: 'welcome', userId: user.id, recipient: user.email, data })
    await tx.insert(events).values({ userId: user.id, type: 'registered', ...origin })
    return user
  })
}

export async function findUserByEmail(emailCanonical: string): Promise<User | undefined> {
  const [user] = await query((db) => db.select().from(users).where(eq(users.emailCanonical, emailCanonical)))
  return user
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
