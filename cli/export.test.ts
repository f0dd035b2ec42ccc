import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { desc, eq, inArray } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { events, users } from '@/db/schema'
import { HASH } from '@/test/accounts/imported-people'
import { disable, someone } from '@/test/accounts/someone'
import { rekey } from '@/test/command-line'
import { test } from '@/test/import-folder'
import { expect } from '@/test/unit'
import { exportCommand } from './export'

test('an exported account is imported unchanged, to the microsecond, the hash and the last backslash', async ({
  folder,
}) => {
  const people = await Promise.all(
    ['Byron', 'O\\N "King"', '李 🦊'].map((lastName) => someone({ lastName, passwordHash: HASH })),
  )
  await disable(people[1]!)
  const mine = (file: string) =>
    readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => people.some(({ id }) => line.includes(id)))
  const write = (file: string) => rekey(['export', '--with-hashes', '--yes', '--output', path.join(folder, file)])
  expect(await write('before.jsonl')).toMatchObject({
    code: 0,
    err: expect.stringMatching(/accounts, including password hashes/),
  })
  writeFileSync(path.join(folder, 'mine.jsonl'), mine('before.jsonl').join('\n'))
  await query((db) =>
    db.delete(users).where(
      inArray(
        users.id,
        people.map(({ id }) => id),
      ),
    ),
  )
  const told = ['import', path.join(folder, 'mine.jsonl'), '--apply', '--report', path.join(folder, 'report.jsonl')]
  expect((await rekey(told)).out).toContain('3 imported, 0 imported before, 0 refused')
  expect((await rekey(told)).out).toContain('0 imported, 3 imported before, 0 refused')
  await write('after.jsonl')
  expect(mine('after.jsonl')).toEqual(mine('before.jsonl'))
  expect(mine('after.jsonl')).toHaveLength(3)
})

test('hashes are exported only after confirmation and under the name of the operator, and no file is overwritten', async ({
  folder,
}) => {
  const { email } = await someone({ passwordHash: HASH })
  const output = path.join(folder, 'people.jsonl')
  const hashes = ['export', '--with-hashes', '--output', output]
  expect(await rekey(hashes)).toMatchObject({ code: 1, err: 'Add --yes to export the password hashes.' })
  expect(await rekey(hashes, { types: 'yes' })).toMatchObject({ code: 1, err: 'Nothing was written.' })
  expect(await rekey(['export', '--output', output])).toMatchObject({ code: 0 })
  expect(readFileSync(output, 'utf8')).toContain(email)
  expect(readFileSync(output, 'utf8')).not.toMatch(/password|\$2b/)
  expect(await rekey(hashes, { types: 'with hashes' })).toMatchObject({
    code: 1,
    err: expect.stringContaining('already exists'),
  })
  rmSync(output)
  const asGrace = [...hashes, '--operator', 'grace']
  expect(await rekey(asGrace, { types: 'with hashes' })).toMatchObject({ code: 0 })
  const exported = (db: Database) =>
    db.select().from(events).where(eq(events.type, 'exported')).orderBy(desc(events.id))
  expect((await query(exported))[0]).toMatchObject({ userId: null, details: { operator: 'grace', hashes: 'yes' } })
  expect(readFileSync(output, 'utf8')).toContain(HASH)
  expect(statSync(output).mode & 0o777).toBe(0o600)
  expect(existsSync(`${output}.part`)).toBe(false)
})

test('a CSV for spreadsheets has every account, no formula and no hash', async ({ folder }) => {
  const { id, email } = await someone({ passwordHash: HASH, firstName: '=HYPERLINK("http://evil.test")' })
  const output = path.join(folder, 'people.csv')
  expect(await rekey(['export', '--csv', '--with-hashes', '--yes', '--output', output])).toMatchObject({ code: 2 })
  expect(await rekey(['users', 'export', '--csv', '--output', output])).toMatchObject({ code: 0 })
  const written = readFileSync(output, 'utf8')
  expect(written).toMatch(/^\uFEFF"id","first_name","last_name","email","phone_number",/)
  expect(written.split('\r\n').find((line) => line.includes(id))).toContain(
    `"${id}","'=HYPERLINK(""http://evil.test"")","`,
  )
  expect(written).toContain(`"${email}"`)
  expect(written).not.toMatch(/password|\$2b/)
  expect(statSync(output).mode & 0o777).toBe(0o600)
})

test('an interrupted export does not get the name of a complete one', async ({ folder }) => {
  await someone({ passwordHash: HASH })
  const output = path.join(folder, 'people.jsonl')
  let broken = false
  const write = () => {
    if (broken) return true
    broken = true
    throw new Error('cut off')
  }
  const terminal = { out() {}, err() {}, interactive: false, ask: async () => '', input: async () => '' }
  const streams = { stdout: process.stdout, stderr: { isTTY: true, write } } as never
  const told = exportCommand(terminal, streams).parseAsync(['--output', output], { from: 'user' })
  await expect(told).rejects.toThrow('cut off')
  expect([existsSync(output), existsSync(`${output}.part`)]).toEqual([false, true])
})
