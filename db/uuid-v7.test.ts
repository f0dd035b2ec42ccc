import { sql } from 'drizzle-orm'
import { version } from 'uuid'
import { query } from '@/db/connection/client'
import { onPostgres } from '@/e2e/support/needs'
import { expect, test } from '@/test/unit'
import { uuidV7 } from './uuid-v7'

const someIds = async () => {
  const rows = await query((db) => db.select({ id: sql<string>`${uuidV7}` }).from(sql`generate_series(1, 500)`))
  return rows.map(({ id }) => id)
}

test('the IDs that the database makes are of version 7, different, and tell the time', async () => {
  const before = Date.now()
  const ids = await someIds()
  expect(new Set(ids).size).toBe(500)
  for (const id of ids) {
    expect(version(id)).toBe(7)
    expect(id[19]).toMatch(/[89ab]/)
    const time = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
    // The clocks of the database and of this process need not agree to the millisecond.
    expect(Math.abs(time - before)).toBeLessThan(10_000)
  }
})

test('IDs made one after the other within a millisecond keep their order', { tag: onPostgres }, async () => {
  const ids: string[] = []
  for (let made = 0; made < 50; made++) ids.push((await someIds())[0]!)
  expect(ids.toSorted()).toEqual(ids)
})
