import { eq, type SQL } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'

type Account = Pick<User, 'id'>
type Changes = { [Column in keyof User]?: User[Column] | SQL }

/** The account as it is now. */
export async function accountOf({ id }: Account): Promise<User> {
  const [user] = await query((db) => db.select().from(users).where(eq(users.id, id)))
  if (!user) throw new Error('This account is gone.')
  return user
}

/** Sets columns that no operation can set to any value, such as a time in the past. */
export async function changeAccount({ id }: Account, changes: Changes): Promise<void> {
  await query((db) => db.update(users).set(changes).where(eq(users.id, id)))
}
