import { sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { ClientRow } from '@/db/provider/clients'
import { appLogins, providerRecords } from '@/db/provider/tables'
import { sessions, users } from '@/db/schema'

/** Logs many people in to an app, each with a session and a grant; written by the database itself. */
export async function manyLogins({ id }: ClientRow, count: number): Promise<void> {
  const email = sql`n || ${`@${id}.example.com`}::text`
  const theirs = sql`${users} where ${users.email} like ${`%@${id}.example.com`}`
  const inAnHour = sql`now() + interval '1 hour'`
  for (const statement of [
    sql`insert into ${users} (id, email, email_canonical, first_name, last_name, password_hash)
      select gen_random_uuid(), ${email}, ${email}, 'Ada', 'Byron', '!' from generate_series(1, ${count}::int) n`,
    sql`insert into ${sessions} (id, token_hash, user_id, kind, expires_at)
      select id, id, id, 'browser', ${inAnHour} from ${theirs}`,
    sql`insert into ${appLogins} (session_id, client_id, sid) select id, ${id}::text, id from ${theirs}`,
    sql`insert into ${providerRecords} (kind, id_hash, user_id, client_id, session_id, payload, expires_at)
      select 'Grant', id, id, ${id}::text, id, '{}', ${inAnHour} from ${theirs}`,
  ])
    await query((db) => db.execute(statement))
}
