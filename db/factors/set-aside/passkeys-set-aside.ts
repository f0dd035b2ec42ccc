import { and, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import type { Passkey } from '@/db/factors/passkeys'
import { passkeys, setAsideFactors } from '@/db/factors/tables'
import { users } from '@/db/schema'

export type PasskeySetAside = { state: 'suspended' | 'removed'; passkey: Passkey; user: User }

/** The passkey with this credential ID that was removed lately or is suspended, and its account. It opens nothing. */
export async function findPasskeySetAside(credentialId: string): Promise<PasskeySetAside | undefined> {
  const { rows, removedAt } = setAsideFactors
  const itsRow = sql`jsonb_populate_recordset(null::${passkeys}, ${rows}) as former`
  const [found] = await query((db) =>
    db
      .select({ removedAt, passkey: formerColumns, user: users })
      .from(setAsideFactors)
      .innerJoin(users, eq(users.id, setAsideFactors.userId))
      .innerJoin(itsRow, sql`true`)
      .where(eq(setAsideFactors.credentialId, credentialId))
      .limit(1),
  )
  if (!found) return undefined
  const { removedAt: removed, passkey, user } = found
  return { state: removed ? 'removed' : 'suspended', passkey: passkey as Passkey, user }
}

/** The columns of a passkey, of a row called "former". */
const formerColumns = Object.fromEntries(
  Object.entries(getTableColumns(passkeys)).map(([key, column]) => [
    key,
    sql`former.${sql.identifier(column.name)}`.mapWith(column),
  ]),
)

export async function isPasskeySetAside(tx: Database, credentialId: string): Promise<boolean> {
  return (await tx.$count(setAsideFactors, eq(setAsideFactors.credentialId, credentialId))) > 0
}

/** The credential IDs of passkeys that do not work now, but may again. */
export async function credentialsSetAside(userId: string): Promise<string[]> {
  const { credentialId } = setAsideFactors
  const isPasskey = and(eq(setAsideFactors.userId, userId), isNotNull(credentialId))
  const found = await query((db) => db.select({ credentialId }).from(setAsideFactors).where(isPasskey))
  return found.map((each) => each.credentialId!)
}
