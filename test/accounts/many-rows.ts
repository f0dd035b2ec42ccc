import { eq, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { emails, events, sessions, users } from '@/db/schema'

/** Sorts before every new ID, so that a list of the newest rows does not start with these. */
export const oldId = sql`('0000' || substr(gen_random_uuid()::text, 5))::uuid`

type Account = Pick<User, 'id'>

/** Adds `count` sessions to an account, last used one, two, three and more seconds ago. */
export function manySessions({ id }: Account, count: number): Promise<void> {
  const lastUse = sql`now() - make_interval(secs => n)`
  const values = sql`${oldId}, 'many/' || gen_random_uuid(), ${id}::uuid, 'api', ${lastUse}, now() + interval '30 days'`
  return fill(sessions, sql`id, token_hash, user_id, kind, last_seen_at, expires_at`, values, count)
}

export function manyEvents({ id }: Account, count: number): Promise<void> {
  const values = sql`${oldId}, ${id}::uuid, 'logged-out', now() - make_interval(secs => n)`
  return fill(events, sql`id, user_id, type, at`, values, count)
}

export function manyEmails({ id }: Account, count: number): Promise<void> {
  const values = sql`${oldId}, ${id}::uuid, 'new-device', 'sent', 'old@example.com'`
  return fill(emails, sql`id, user_id, kind, status, recipient`, values, count)
}

/** Deletes the account with all its rows, because other tests of the same database read or count all rows of a table. */
export async function withoutRowsOf({ id }: Account): Promise<void> {
  await query((db) => db.delete(users).where(eq(users.id, id)))
}

async function fill(table: PgTable, columns: SQL, values: SQL, count: number): Promise<void> {
  const rows = sql`select ${values} from generate_series(1, ${count}::int) as n`
  await query((db) => db.execute(sql`insert into ${table} (${columns}) ${rows}`))
}
