import { eq, lt, or, type SQL, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { onPostgres } from '@/e2e/support/needs'
import { sweep } from '@/lib/process/sweeper'
import { changeAccount } from '@/test/accounts/account-now'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { connection, query, transaction } from '../connection/client'
import { type EventType, events } from '../schema'
import { countDay, countNextDay, findDailyCounts } from './daily-counts'
import { dailyCounts } from './tables'

const DAY_MS = 24 * 3_600_000
/** The start of the day of UTC that was so many days ago. */
const startOf = (daysAgo: number) => Math.floor(Date.now() / DAY_MS - daysAgo) * DAY_MS
const dayOf = (daysAgo: number) => new Date(startOf(daysAgo)).toISOString().slice(0, 10)

type User = { id: string }
const happened = (user: User, type: EventType, at: number, idAt = at) =>
  query((db) =>
    db.insert(events).values({ id: uuidv7({ msecs: idAt }), userId: user.id, type, at: new Date(at) as never }),
  )
const countAll = async () => {
  while (await countNextDay());
}
const numbersOf = async (day: string) =>
  Object.fromEntries(
    (await query((db) => db.select().from(dailyCounts).where(eq(dailyCounts.day, day)))).map((each) => [
      each.name,
      each.count,
    ]),
  )

// Days are counted in order, each once, and other tests leave events of former days, or with IDs of former days, in this database.
test.describe.configure({ mode: 'serial' })
test.beforeEach(() =>
  query(async (db) => {
    await db.delete(dailyCounts)
    const [at, id] = [sql`date_trunc('day', now(), 'UTC')`, uuidv7({ msecs: startOf(0) })]
    await db.delete(events).where(or(lt(events.at, at), lt(events.id, id)))
  }),
)

test('numbers agree with the events of a finished day, from its first to its last millisecond [N38]', async () => {
  const user = await someone()
  const [start, end] = [startOf(3), startOf(2)]
  await happened(user, 'register', start - 1)
  for (const at of [start, end - 1]) await happened(user, 'register', at)
  for (const at of [start, start + 1, end - 1]) await happened(user, 'login', at)
  await happened(user, 'login', end)
  await happened(user, 'password-reset', start + 5)
  await happened(user, 'account-deletion-requested', start + 6)
  await happened(user, 'account-deletion-scheduled-by-operator', start + 7)
  // A request that came to nothing is none of these.
  for (const type of ['password-reset-requested', 'logout', 'account-deletion-canceled'] as const)
    await happened(user, type, start + 8)
  await countAll()
  expect(await numbersOf(dayOf(3))).toEqual({ registered: 2, logins: 3, resets: 1, deletions: 2 })
  expect(await numbersOf(dayOf(2))).toEqual({ registered: 0, logins: 1, resets: 0, deletions: 0 })
})

test('the clock of the database decides about midnight, not that of the instance', async () => {
  const user = await someone()
  await happened(user, 'login', startOf(3), startOf(3) - 60_000)
  await happened(user, 'login', startOf(2) - 1, startOf(2) + 60_000)
  await countAll()
  expect(await numbersOf(dayOf(3))).toMatchObject({ logins: 2 })
  expect(await numbersOf(dayOf(2))).toMatchObject({ logins: 0 })
})

test('days are those of UTC, whatever the time zone of the database', async () => {
  const user = await someone()
  for (const at of [startOf(3), startOf(2) - 1]) await happened(user, 'login', at)
  for (const zone of ['Asia/Kolkata', 'America/Los_Angeles']) {
    await transaction(async (tx) => {
      await tx.delete(dailyCounts)
      await tx.execute(sql.raw(`set local time zone '${zone}'`))
      await countDay(tx, dayOf(3))
    })
    expect(await numbersOf(dayOf(3)), zone).toMatchObject({ logins: 2 })
  }
})

test('every finished day since the first event is counted, and today never is', async () => {
  const user = await someone()
  await happened(user, 'login', startOf(4))
  await happened(user, 'login', Date.now())
  await countAll()
  const days = new Set((await findDailyCounts(400)).map(({ day }) => day))
  const newest = [4, 3, 2].map(dayOf)
  expect(newest.filter((day) => days.has(day))).toEqual(newest)
  expect(days.has(dayOf(0))).toBe(false)
  expect(days.has(dayOf(5))).toBe(false)
})

test('at most 60 days back are counted the first time', async () => {
  await happened(await someone(), 'login', startOf(90))
  await countAll()
  const days = (await findDailyCounts(400)).map(({ day }) => day)
  expect(days).toContain(dayOf(59))
  expect(days).not.toContain(dayOf(62))
})

test('a day is counted once: numbers survive the removal of the events and the deletion of the account [N38]', async () => {
  const user = await someone()
  await happened(user, 'register', startOf(3))
  await happened(user, 'login', startOf(3))
  await sweep()
  const counted = { registered: 1, logins: 1, resets: 0, deletions: 0 }
  expect(await numbersOf(dayOf(3))).toEqual(counted)
  await changeAccount(user, { deletionDueAt: sql`now()` })
  await sweep()
  expect(await query((db) => db.$count(events, eq(events.userId, user.id)))).toBe(0)
  await transaction((tx) => countDay(tx, dayOf(3)))
  await sweep()
  expect(await numbersOf(dayOf(3))).toEqual(counted)
})

test('a sweep counts a day before it removes anything of it', async () => {
  const user = await someone()
  await happened(user, 'login', startOf(3))
  await changeAccount(user, { deletionDueAt: sql`now()` })
  await sweep()
  expect(await query((db) => db.$count(events, eq(events.userId, user.id)))).toBe(0)
  expect(await numbersOf(dayOf(3))).toMatchObject({ logins: 1 })
})

test('the newest days come first, as many as were requested', async () => {
  await happened(await someone(), 'login', startOf(9))
  await countAll()
  const days = (await findDailyCounts(3)).map(({ day }) => day)
  expect(days).toEqual([...days].sort().reverse())
  expect(new Set(days).size).toBe(3)
})

test('the primary key finds the events of a day, and no other is read', async () => {
  const { id: userId } = await someone()
  const months = Array.from({ length: 12_000 }, (_, index) => {
    const at = startOf(4) - (index % 120) * DAY_MS
    return { id: uuidv7({ msecs: at }), userId, type: 'login' as const, at: new Date(at) as never }
  })
  await transaction(async (tx) => {
    await tx.insert(events).values(months)
    await tx.execute(sql`analyze events`)
    const plans: unknown[] = []
    const execute = async (counting: SQL) => plans.push(await tx.execute(sql`explain (format json) ${counting}`))
    await countDay({ execute } as never, dayOf(9))
    const [plan] = plans.map((each) => JSON.stringify(each))
    expect(plan).toMatch(/events_pkey[^}]*Index Cond/)
    expect(plan).not.toMatch(/Seq Scan[^}]*"events"/)
    await tx.delete(events).where(eq(events.userId, userId))
  })
})

test('two sweeps at once count each day once, and neither fails', { tag: onPostgres }, async () => {
  const user = await someone()
  for (const daysAgo of [2, 3, 4]) await happened(user, 'login', startOf(daysAgo))
  await Promise.all([sweep(), sweep(), countAll(), countAll()])
  await countAll()
  for (const daysAgo of [2, 3, 4]) expect(await numbersOf(dayOf(daysAgo))).toMatchObject({ logins: 1 })
  expect((await findDailyCounts(400)).filter(({ day }) => day === dayOf(3))).toHaveLength(4)
})

test('a day that is being counted elsewhere is left as it is counted there', { tag: onPostgres }, async () => {
  const user = await someone()
  await happened(user, 'login', startOf(3))
  // Without the lock of the sweep, so that nothing but the statement keeps the numbers apart.
  let second = Promise.resolve()
  await transaction(async (tx) => {
    await countDay(tx, dayOf(3))
    second = transaction((other) => countDay(other, dayOf(3)))
    await new Promise((resolve) => setTimeout(resolve, 300))
  })
  await second
  expect(await numbersOf(dayOf(3))).toMatchObject({ logins: 1 })
})

test('while another instance sweeps, nothing is counted', { tag: onPostgres }, async () => {
  await happened(await someone(), 'login', startOf(3))
  const { db } = await connection()
  await db.transaction(async (tx) => {
    await tx.select({ lock: sql`pg_advisory_xact_lock(${0x7377656570}::bigint)` }).from(sql`(select 1) as one`)
    expect(await countNextDay()).toBe(false)
  })
  expect(await numbersOf(dayOf(3))).toEqual({})
  expect(await countNextDay()).toBe(true)
})
