import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { test } from 'playwright/test'
import { isOutage, mayBeElsewhere } from '@/db/connection/outage'
import { freshPglite } from '@/e2e/support/servers/test-database'
import { expect } from '@/test/expect'
import { openPglite } from './pglite'

test('an embedded database is opened by one process at a time, other users cannot read it, and its rows are kept', async () => {
  // Several processes load the database one after the other.
  test.slow()
  const parent = mkdtempSync(path.join(tmpdir(), 'rekey-embedded-'))
  const folder = path.join(parent, 'data', 'db')
  const first = await openPglite(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  await first.db.execute(sql`create table things (name text)`)
  await first.db.execute(sql`insert into things values ('kept')`)
  await expect(openPglite(folder)).rejects.toThrow(`process ${process.pid}`)
  await first.close()

  const second = await openPglite(folder)
  expect(await second.db.execute(sql`select name from things`)).toMatchObject({ rows: [{ name: 'kept' }] })
  await second.close()
  rmSync(parent, { recursive: true })
})

test('if the database folder is deleted, calls say so and do not create the database again', async () => {
  const { url, drop } = await freshPglite()
  const folder = url.slice('pglite:'.length)
  const { db, abandon } = await openPglite(folder)
  await db.execute(sql`create table things (name text)`)
  await drop()
  for (let time = 0; time < 2; time++) {
    const failed = db.execute(sql`insert into things values ('lost')`)
    const error = await failed.then(
      () => undefined,
      (thrown: Error) => thrown,
    )
    expect(String(error?.cause)).toContain(`The database folder ${folder} was deleted`)
    expect([isOutage(error), mayBeElsewhere(error)]).toEqual([true, false])
  }
  expect(existsSync(folder)).toBe(false)
  abandon()
})
