import { eq, type SQL, sql } from 'drizzle-orm'
import type { Later } from '@/db/connection/prepared'
import { events, users } from '@/db/schema'

export const WITHOUT_END = 2 ** 31 - 1

/**
 * A condition on a row of `users`: the account had that many logins in the last 15 minutes. It counts the events, which needs no
 * extra write. Logins that begin together may not see each other, so at most one more per connection is let in.
 */
export function isBusy(loginsAtMost: Later<number>): SQL {
  const lately = sql`${events.at} > now() - interval '15 minutes'`
  return sql`exists (
    select 1 from ${events}
    where ${events.userId} = ${users.id} and ${eq(events.type, 'login')} and ${lately}
    offset ${loginsAtMost}::int - 1
  )`
}
