import path from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { tell } from '@/e2e/chaos/support/figures'
import { needs } from '@/e2e/chaos/support/needs-of-machine'
import { mountSmallDisk } from '@/e2e/chaos/support/small-disk'
import { openPglite } from './pglite'

test('after a panic of the embedded PostgreSQL nothing hangs, and it opens again as soon as there is space [J1]', async () => {
  const disk = mountSmallDisk(128)
  needs('the right to mount a small disk (root)', disk !== undefined)
  if (!disk) return
  const folder = path.join(disk.folder, 'db')
  const { db, abandon } = await openPglite(folder)
  await db.execute(sql`create table rows (id int, number int, words text) with (fillfactor = 30)`)
  await db.execute(sql`insert into rows select id, 0, repeat('x', 1280) from generate_series(1, 50) id`)
  disk.fill()
  // Updates only write to the log, until there is no space for its next file.
  let written = 0
  const panic = await (async () => {
    for (;;) {
      const words = sql`repeat(md5(random()::text), 40)`
      await db.execute(sql`update rows set number = ${++written}, words = ${words} where id = ${1 + (written % 50)}`)
    }
  })().catch((error) => error)
  expect(panic.cause).toMatchObject({ severity: 'PANIC', code: '53100' })
  const next = (await db.execute(sql`select 1`).catch((error) => error)) as Error
  expect(next.cause).toMatchObject({ code: '57P02' })
  abandon()
  await expect(openPglite(folder)).rejects.toMatchObject({ code: '53100' })

  disk.clear()
  const again = await openPglite(folder)
  const [kept] = await again.db.select({ newest: sql<number>`max(number)` }).from(sql`rows`)
  expect(kept!.newest).toBeGreaterThanOrEqual(written - 1)
  tell(
    'embedded PostgreSQL, panic',
    `after ${written} updates`,
    'refused at once',
    'open again with space, 0 rows lost',
  )
  await again.close()
  disk.unmount()
})
