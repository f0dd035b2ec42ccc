import { and, eq, inArray, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { prepared } from '@/db/connection/prepared'
import { users } from '@/db/schema'
import { isLive } from './live-account'

export type User = typeof users.$inferSelect
export type NewUser = Pick<User, 'email' | 'emailCanonical' | 'phoneNumber' | 'firstName' | 'lastName' | 'passwordHash'>
/** No hashing scheme produces this value, so no password opens the account until a reset sets one. */
export const NO_PASSWORD = '!'
export const isLocked = ({ passwordHash }: User): boolean => passwordHash === NO_PASSWORD

export type Origin = { ip?: string; userAgent?: string }

/** The live account with that email. A disabled or deleted account is treated like one that never existed. */
export async function findUserByEmail(emailCanonical: string): Promise<User | undefined> {
  const [user] = await askByEmail({ emailCanonical })
  return user
}

/** The live accounts among these IDs. */
export function findUsers(ids: string[]): Promise<User[]> {
  return query((db) =>
    db
      .select()
      .from(users)
      .where(and(inArray(users.id, ids), isLive())),
  )
}

const askByEmail = prepared('live_user', (db) =>
  db
    .select()
    .from(users)
    .where(and(eq(users.emailCanonical, sql.placeholder('emailCanonical')), isLive())),
)

/** Writes `next` only if the hash is still `current`, so that a stronger hash never undoes a reset. */
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
