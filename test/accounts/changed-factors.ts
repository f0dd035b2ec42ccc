import { createHash, randomBytes } from 'node:crypto'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { authenticatorApps, passkeys, recoveryCodes, setAsideFactors } from '@/db/factors/tables'
import { finishSetUp } from '@/db/factors/two-step'
import { users } from '@/db/schema'
import { accountOf } from './account-now'
import { setUpFor, someoneWithTwoStep } from './two-step'

export const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

export const newCodes = () =>
  Array.from({ length: 10 }, () => createHash('sha256').update(randomBytes(16)).digest('base64url'))

/** An account that has had two-step login since then, with `own` for the changes of its session. */
export async function someoneWithTwoStepSince(at: Date) {
  const made = await someoneWithTwoStep()
  const { id } = made.user
  await query(async (db) => {
    await db.update(users).set({ twoStepAt: at }).where(eq(users.id, id))
    await db.update(authenticatorApps).set({ setUpAt: at }).where(eq(authenticatorApps.userId, id))
    await db.update(recoveryCodes).set({ createdAt: at }).where(eq(recoveryCodes.userId, id))
  })
  const user = { ...made.user, ...(await accountOf(made.user)) }
  return { ...made, user, own: { userId: id, sessionId: made.sessionId } }
}

/** Sets up another app in this session, in place of the one that works. */
export async function setUpAgain(user: Pick<User, 'id'>, sessionId: string): Promise<void> {
  const setUpId = await setUpFor(user, sessionId)
  const setUp = { userId: user.id, sessionId, setUpId, timeStep: 1, codeHashes: [] }
  if ((await finishSetUp(setUp, {})) !== 'replaced') throw new Error('The app was not replaced.')
}

/** Makes everything that was set aside so far count as removed at that time. */
export async function removedEarlier({ id }: Pick<User, 'id'>, at: Date): Promise<void> {
  const removedAt = sql`${at.toISOString()}::timestamptz`
  await query((db) => db.update(setAsideFactors).set({ removedAt }).where(eq(setAsideFactors.userId, id)))
}

/** As if the youngest factor of each kind that was removed had been set up and removed so many times more. */
export async function removedAsOften({ id }: Pick<User, 'id'>, times: number): Promise<void> {
  const columns = sql`user_id, kind, rows, credential_id, made_at, removed_at`
  const youngest = sql`select distinct on (kind) ${columns} from ${setAsideFactors}
    where user_id = ${id} and removed_at is not null order by kind, made_at desc`
  const copies = sql`select gen_random_uuid(), ${columns} from (${youngest}) as one, generate_series(1, ${times}::int)`
  await query((db) => db.execute(sql`insert into ${setAsideFactors} (id, ${columns}) ${copies}`))
}

/** Every row of the second factors of an account that work. */
export async function workingFactorsOf({ id }: Pick<User, 'id'>) {
  const tables = [authenticatorApps, recoveryCodes, passkeys] as (typeof passkeys)[]
  return query(async (db) => {
    const rows = []
    for (const table of tables)
      rows.push(await db.select().from(table).where(eq(table.userId, id)).orderBy(asc(table.id)))
    return { rows, twoStepAt: (await db.select().from(users).where(eq(users.id, id)))[0]?.twoStepAt }
  })
}

/** Every row of what was removed or suspended in an account. */
export function asideRowsOf({ id }: Pick<User, 'id'>) {
  return query((db) =>
    db.select().from(setAsideFactors).where(eq(setAsideFactors.userId, id)).orderBy(asc(setAsideFactors.id)),
  )
}

/** As if whatever was set up, made, added or removed in the last minutes had been at that time. */
export async function movedTo(userId: string, at: Date): Promise<void> {
  const then = sql`${at.toISOString()}::timestamptz`
  const isNew = (column: PgColumn) => gt(column, sql`now() - interval '10 minutes'`)
  await query(async (db) => {
    for (const [table, column, key] of [
      [authenticatorApps, authenticatorApps.setUpAt, 'setUpAt'],
      [recoveryCodes, recoveryCodes.createdAt, 'createdAt'],
      [passkeys, passkeys.createdAt, 'createdAt'],
      [setAsideFactors, setAsideFactors.removedAt, 'removedAt'],
      [setAsideFactors, setAsideFactors.madeAt, 'madeAt'],
    ] as const)
      await db
        .update(table)
        .set({ [key]: then })
        .where(and(eq(table.userId, userId), isNew(column)))
  })
}
