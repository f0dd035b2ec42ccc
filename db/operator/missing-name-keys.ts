import { isNull, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'
import { nameKeys } from '@/lib/rules/name-keys'

/** Makes the keys of up to `limit` names that were written by an earlier version. Returns how many it made. */
export function makeMissingNameKeys(limit: number): Promise<number> {
  return transaction(async (tx) => {
    const named = await tx
      .select({ id: users.id, firstName: users.firstName, lastName: users.lastName })
      .from(users)
      .where(isNull(users.nameKey))
      .orderBy(users.id)
      .limit(limit)
      // An account that somebody is changing can wait for the next sweep, which is soon.
      .for('no key update', { skipLocked: true })
    if (named.length > 0) await write(tx, named)
    return named.length
  })
}

type Named = { id: string; firstName: string; lastName: string }

async function write(tx: Database, named: Named[]): Promise<void> {
  const keys = named.map(nameKeys)
  const ids = texts(named.map(({ id }) => id))
  const nameKey = texts(keys.map((each) => each.nameKey))
  const lastNameKey = texts(keys.map((each) => each.lastNameKey))
  await tx.execute(sql`
    update users set name_key = made.name_key, last_name_key = made.last_name_key
    from unnest(${ids}, ${nameKey}, ${lastNameKey}) as made (id, name_key, last_name_key)
    where users.id = made.id::uuid`)
}

const texts = (values: string[]) => sql`${sql.param(values)}::text[]`
