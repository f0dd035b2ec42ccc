import { mock } from 'node:test'
import { setImmediate as allElse } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { onPglite, onPostgres, thorough } from '@/e2e/support/needs'
import { freePort } from '@/e2e/support/servers/free-port'
import { describeError } from '@/lib/log'
import { isUnavailable } from '@/lib/unavailable'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { callCounts } from './call-counts'
import { closeDatabase, connection, query, transaction } from './client'

test('a missing server is reported as Unavailable at once, and the next call finds it when it is back [J1]', async () => {
  await closeDatabase()
  const nowhere = { DATABASE_URL: `postgres://rekey:canary@127.0.0.1:${await freePort()}/none` }
  const error = await withSettings(nowhere, () => failureOf(query((db) => db.select().from(users))))
  expect(isUnavailable(error)).toBe(true)
  expect(error).toMatchObject({ retryAfterSeconds: 5 })
  expect(everythingSaid(error)).not.toContain('canary')
  expect(await query((db) => db.select({ one: sql`1` }).from(users).limit(0))).toEqual([])
})

test('work that never ends is reported as Unavailable after eight seconds [J1]', { tag: onPglite }, async () => {
  await connection()
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    const { running } = callCounts()
    const failure = failureOf(query(() => new Promise(() => {})))
    mock.timers.tick(7_999)
    await allElse()
    expect(callCounts().running).toBe(running + 1)
    mock.timers.tick(1)
    await allElse()
    expect(callCounts().running).toBe(running)
    expect(isUnavailable(await failure)).toBe(true)
  } finally {
    mock.timers.reset()
  }
})

test('a statement that takes too long is ended by the server and reported as Unavailable [J2]', {
  tag: [onPostgres, thorough],
}, async () => {
  const began = Date.now()
  const error = await failureOf(query((db) => db.execute(sql`select pg_sleep(20)`)))
  expect(isUnavailable(error)).toBe(true)
  expect(Date.now() - began).toBeLessThan(15_000)
})

test('no error or log contains the values of a failed query [I2]', async () => {
  const { id: _, ...row } = await someone({ passwordHash: 'hash-canary' })
  for (const work of [() => insert(row), () => insert({ ...row, email: 'nul\u0000canary' })]) {
    const error = await failureOf(query(work))
    expect(error).toBeInstanceOf(Error)
    const said = everythingSaid(error) + JSON.stringify(describeError(error))
    for (const value of [row.email, row.phoneNumber, 'hash-canary', 'nul', 'insert into'])
      expect(said).not.toContain(value)
  }
})

test('an error keeps its code', async () => {
  const row = await someone({ passwordHash: 'old' })
  expect(await failureOf(query(() => insert(row)))).toMatchObject({ code: '23505' })
})

test('a transaction that throws changes nothing, and its error is passed on', async () => {
  const { id } = await someone({ passwordHash: 'old' })
  const refusal = new Error('on purpose')
  const thrown = await failureOf(
    transaction(async (tx) => {
      await tx.update(users).set({ passwordHash: 'new' }).where(eq(users.id, id))
      throw refusal
    }),
  )
  expect(thrown).toBe(refusal)
  expect(await query((db) => db.select().from(users).where(eq(users.id, id)))).toMatchObject([{ passwordHash: 'old' }])
})

function insert(row: Omit<typeof users.$inferInsert, 'id'>) {
  return query((db) => db.insert(users).values(row))
}

function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error) => error,
  )
}

function everythingSaid(error: unknown): string {
  const { message, stack, ...rest } = error as Error
  return [message, stack, JSON.stringify(rest)].join('\n')
}
