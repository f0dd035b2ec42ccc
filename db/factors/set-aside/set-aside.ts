import { and, asc, eq, getTableColumns, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/connection/database'
import { authenticatorApps, type FactorKind, passkeys, recoveryCodes, setAsideFactors } from '@/db/factors/tables'
import { users } from '@/db/schema'
import { uuidV7 } from '@/db/uuid-v7'

export type Factor = Exclude<FactorKind, 'two-step'>
/**
 * How many removed factors of each kind are kept for an account. An owner who exchanges all 20 passkeys twice in those days still has
 * all of them among these. Whoever adds and removes passkeys all day doesn't fill the table.
 */
export const REMOVED_AT_MOST = 60

/** The name is null for everything but a passkey. */
type Named = { name: string | null }

/** The tables of factors that work, and since when each row has. */
const working = {
  'authenticator-app': { table: authenticatorApps, madeAt: authenticatorApps.setUpAt },
  'recovery-codes': { table: recoveryCodes, madeAt: recoveryCodes.createdAt },
  passkey: { table: passkeys, madeAt: passkeys.createdAt },
}
export const factors = Object.keys(working) as Factor[]
export const workingSince = (kind: Factor) => working[kind].madeAt

const name = sql<string | null>`${setAsideFactors.rows} -> 0 ->> 'name'`

type Which = { kind: Factor; which?: SQL; as: 'removed' | 'suspended' }

/**
 * Takes factors of a locked account out of use: all of a kind, or those that `which` matches. What was removed can come back for some
 * days, what was suspended until its owner decides. Returns one element for each passkey, for the app and for a set of codes.
 */
export async function setAside(tx: Database, userId: string, { kind, which, as }: Which): Promise<Named[]> {
  const { table, madeAt } = working[kind]
  const chosen = and(eq(table.userId, userId), isNotNull(madeAt), which)
  const gone = tx.$with('gone').as(
    tx
      .delete(table as typeof passkeys)
      .where(chosen)
      .returning(),
  )
  const since = sql.identifier(madeAt.name)
  // The codes of a set were made in one statement.
  const one = kind === 'recovery-codes' ? since : sql.identifier('id')
  const [removedAt, suspendedAt] = as === 'removed' ? [sql`now()`, sql`null`] : [sql`null`, sql`now()`]
  const aside = await tx
    .with(gone)
    .insert(setAsideFactors)
    .select(sql`
      select ${uuidV7}, user_id, ${kind}::text, jsonb_agg(to_jsonb(gone)), min(to_jsonb(gone) ->> 'credential_id'),
        min(${since}), ${removedAt}::timestamptz, ${suspendedAt}::timestamptz
      from gone group by user_id, ${one}`)
    .returning({ name })
  if (as === 'removed') await forgetYoungest(tx, userId, kind)
  return aside
}

/** Remembers since when two-step login was on, for "this wasn't me" to switch it on again. */
export async function setTwoStepAside(tx: Database, userId: string): Promise<void> {
  const { id, twoStepAt } = users
  await tx.insert(setAsideFactors).select(sql`
    select ${uuidV7}, ${id}, 'two-step', '[]'::jsonb, null::text, ${twoStepAt}, now(), null::timestamptz
    from ${users} where ${id} = ${userId} and ${twoStepAt} is not null`)
  await forgetYoungest(tx, userId, 'two-step')
}

/** Forgets what was removed beyond the limit. The youngest goes first, because what a thief has made is younger than what the owner had. */
async function forgetYoungest(tx: Database, userId: string, kind: FactorKind): Promise<void> {
  const { id, madeAt, removedAt } = setAsideFactors
  const removed = and(eq(setAsideFactors.userId, userId), eq(setAsideFactors.kind, kind), isNotNull(removedAt))
  const youngest = tx
    .select({ id })
    .from(setAsideFactors)
    .where(removed)
    .orderBy(asc(madeAt), asc(id))
    .offset(REMOVED_AT_MOST)
  await tx.delete(setAsideFactors).where(inArray(id, youngest))
}

/**
 * Puts factors of a locked account that were set aside back to work, exactly as they were. With `anew` they count as added now, so that
 * the owner can still say that this was somebody else.
 */
export async function bringBack(
  tx: Database,
  kind: Factor,
  which: SQL | undefined,
  { anew = false } = {},
): Promise<Named[]> {
  const { table, madeAt } = working[kind]
  const chosen = and(eq(setAsideFactors.kind, kind), which)
  const back = tx.$with('back').as(
    tx
      .delete(setAsideFactors)
      .where(chosen)
      .returning({ rows: setAsideFactors.rows, name: name.as('name') }),
  )
  const columns = Object.values<PgColumn>(getTableColumns(table))
  const names = columns.map((column) => sql.identifier(column.name))
  const values = columns.map((column) =>
    anew && column === madeAt ? sql`now()` : sql`former.${sql.identifier(column.name)}`,
  )
  const returned = tx.$with('returned', {}).as(sql`
    insert into ${table} (${sql.join(names, sql`, `)})
    select ${sql.join(values, sql`, `)}
    from back cross join lateral jsonb_populate_recordset(null::${table}, back.rows) as former
    on conflict do nothing`)
  return tx.with(back, returned).select({ name: back.name }).from(back)
}

/** Whether a factor of this kind is in use. Recovery codes are, also when all of them are used up. */
export async function hasWorking(tx: Database, userId: string, kind: Factor): Promise<boolean> {
  const { table, madeAt } = working[kind]
  return (await tx.$count(table, and(eq(table.userId, userId), isNotNull(madeAt)))) > 0
}

/** Forgets for good what a locked account has set aside: all of it, or what `which` matches. Returns how much that was. */
export async function forgetSetAside(tx: Database, userId: string, which?: SQL): Promise<number> {
  const chosen = and(eq(setAsideFactors.userId, userId), which)
  const forgotten = await tx.delete(setAsideFactors).where(chosen).returning({ id: setAsideFactors.id })
  await noteSuspended(tx, userId)
  return forgotten.length
}

/** Keeps the account's own note in step, which tells a login without a query whether there is anything to decide. */
export async function noteSuspended(tx: Database, userId: string): Promise<void> {
  const { suspendedAt } = setAsideFactors
  const last = tx
    .select({ at: sql`max(${suspendedAt})` })
    .from(setAsideFactors)
    .where(eq(setAsideFactors.userId, userId))
  await tx
    .update(users)
    .set({ factorsSuspendedAt: sql`(${last})` })
    .where(eq(users.id, userId))
}
