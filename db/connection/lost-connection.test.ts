import { sql } from 'drizzle-orm'
import { onPostgres } from '@/e2e/support/needs'
import { isUnavailable } from '@/lib/unavailable'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { query, transaction } from './client'

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
