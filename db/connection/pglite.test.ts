import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { openPglite } from './pglite'

test('an embedded database is open once at a time, its folder shut to others, its rows there afterwards', async () => {
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
