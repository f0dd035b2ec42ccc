import { sql } from 'drizzle-orm'
import { onPostgres } from '@/e2e/support/needs'
import { isUnavailable } from '@/lib/unavailable'
import { atOnce } from '@/test/at-once'
import { uncaughtDuring } from '@/test/uncaught-during'
import { expect, test } from '@/test/unit'
import { query, transaction } from './client'
import type { Database } from './database'

test('after connections are lost during transactions, every connection of the pool works again [J1]', {
  tag: onPostgres,
}, async () => {
  const lost = await atOnce(10, () =>
    transaction((tx) => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`)).catch(isUnavailable),
  )
  expect(lost).toEqual(Array(10).fill(true))

  // On a connection that doesn't work, this would be Unavailable.
  await atOnce(20, () => query((db) => db.execute(sql`select pg_sleep(0.05)`)))
})

const kill = sql`select pg_terminate_backend(pg_backend_pid())`
const again = (tx: Database) => tx.execute(sql`select 1`)

/** What work does on after the connection of its transaction was lost while it waited for something else, such as a hash. */
const later: Record<string, (tx: Database) => Promise<unknown>> = {
  'before another statement': again,
  'before a part of its own': (tx) => tx.transaction(again),
  'before the commit': async () => {},
  'before the rollback': () => Promise.reject(new Error('not because of the connection')),
}
for (const [when, goOn] of Object.entries(later))
  livesOn(when, async (tx, over) => {
    await killFromOutside(tx)
    await over
    await goOn(tx)
  })

livesOn('during a statement whose error is caught', (tx) => tx.execute(kill).catch(() => again(tx)))
livesOn('during a statement of a part', (tx) => tx.transaction((part) => part.execute(kill)))
livesOn('in a part that waits and goes on', (tx, over) =>
  tx.transaction(async (part) => {
    await killFromOutside(tx)
    await over
    await again(part)
  }),
)
livesOn('in a part that waits and fails', (tx, over) =>
  tx.transaction(async () => {
    await killFromOutside(tx)
    await over
    throw new Error('not because of the connection')
  }),
)

test('the transaction of work that fails because of another server ends at once [J1]', {
  tag: onPostgres,
}, async () => {
  const elsewhere = Object.assign(new Error('reset by the mail server'), { code: 'ECONNRESET' })
  const failed = await transaction(() => Promise.reject(elsewhere)).catch((error) => error)
  // If the transaction did not end, the reason would be its deadline.
  expect(failed.cause).toBe(elsewhere)
})

/** `over` settles when the caller has been told of the loss. */
function livesOn(when: string, work: (tx: Database, over: Promise<unknown>) => Promise<unknown>): void {
  test(`if a transaction loses its connection ${when}, the process lives on [J1]`, { tag: onPostgres }, async () => {
    const uncaught = await uncaughtDuring(async () => {
      let tell = () => {}
      const over = new Promise<void>((resolve) => {
        tell = resolve
      })
      const lost = await transaction((tx) => work(tx, over)).catch((error) => error)
      expect(isUnavailable(lost)).toBe(true)
      tell()
    })
    expect(uncaught).toEqual([])
  })
}

async function killFromOutside(tx: Database): Promise<void> {
  const [own] = await tx.select({ pid: sql<number>`pg_backend_pid()` }).from(sql`(select 1) as one`)
  await query((db) => db.execute(sql`select pg_terminate_backend(${own!.pid}::int)`))
}
