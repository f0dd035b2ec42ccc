import { asc, gt, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'

export type ExportedUser = Awaited<ReturnType<typeof usersAfter>>[number]

/** A time as text, to the microsecond. A Date would cut it to the millisecond. */
const exact = (column: AnyPgColumn | SQL) =>
  sql<string | null>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** The accounts whose IDs follow `after`, in the order of their IDs. */
export function usersAfter(after: string | undefined, limit: number) {
  return query((db) =>
    db
      .select({
        id: users.id,
        first_name: users.firstName,
        last_name: users.lastName,
        email: users.email,
        phone_number: users.phoneNumber,
        email_verified_at: exact(users.emailVerifiedAt),
        // Nobody knows who owns a contested account, so it stays disabled wherever it is imported.
        disabled_at: exact(sql`coalesce(${users.disabledAt}, ${users.contestedAt})`),
        deletion_due_at: exact(users.deletionDueAt),
        created_at: exact(users.createdAt),
        updated_at: exact(users.updatedAt),
        password_hash: users.passwordHash,
      })
      .from(users)
      .where(after === undefined ? undefined : gt(users.id, after))
      .orderBy(asc(users.id))
      .limit(limit),
  )
}
