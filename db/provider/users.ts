import { and, eq, sql } from 'drizzle-orm'
import { isLive } from '@/db/accounts/live-account'
import type { User } from '@/db/accounts/users'
import { prepared } from '@/db/connection/prepared'
import { users } from '@/db/schema'

const askForUser = prepared<User[], { id: string }>('live_user', (db) =>
  db
    .select()
    .from(users)
    .where(and(eq(users.id, sql.placeholder('id')), isLive())),
)

/** The user, unless the account is disabled, contested or closing. */
export async function findLiveUser(id: string): Promise<User | undefined> {
  const [user] = await askForUser({ id })
  return user
}
