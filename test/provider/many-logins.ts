import { like, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { ClientRow } from '@/db/provider/clients'
import { appLogins, providerRecords } from '@/db/provider/login-tables'
import { sessions, users } from '@/db/schema'
import { oldId } from '@/test/accounts/many-rows'

/** Rows that are written at a time, so that a slow machine does not reach the limit of a statement. */
const BATCH = 1_500

/** Deletes the accounts of these people, because other tests of the same database read or count all accounts. */
export async function withoutManyLogins({ id }: ClientRow): Promise<void> {
  await query((db) => db.delete(users).where(like(users.email, `%.${id}.example.com`)))
}

/** Logs many people in to an app and to `more` of them, each with a session and a grant; written by the database itself. */
export async function manyLogins(client: ClientRow, count: number, more: ClientRow[] = []): Promise<void> {
  for (let done = 0; done < count; done += BATCH) await logIn([client, ...more], done, Math.min(BATCH, count - done))
}

async function logIn(apps: ClientRow[], done: number, count: number): Promise<void> {
  const domain = `${done}.${apps[0]!.id}.example.com`
  const email = sql`n || ${`@${domain}`}::text`
  const theirs = sql`${users} where ${users.email} like ${`%@${domain}`}`
  const inAnHour = sql`now() + interval '1 hour'`
  for (const statement of [
    sql`insert into ${users} (id, email, email_canonical, first_name, last_name, password_hash)
      select ${oldId}, ${email}, ${email}, 'Ada', 'Byron', '!' from generate_series(1, ${count}::int) n`,
    sql`insert into ${sessions} (id, token_hash, user_id, kind, expires_at)
      select id, id, id, 'browser', ${inAnHour} from ${theirs}`,
    ...apps.flatMap(({ id }) => [
      sql`insert into ${appLogins} (session_id, client_id, sid)
        select id, ${id}::text, ${`${id}/`}::text || id from ${theirs}`,
      sql`insert into ${providerRecords} (kind, id_hash, user_id, client_id, session_id, payload, expires_at)
        select 'Grant', ${`${id}/`}::text || id, id, ${id}::text, id, '{}', ${inAnHour} from ${theirs}`,
    ]),
  ])
    await query((db) => db.execute(statement))
}
