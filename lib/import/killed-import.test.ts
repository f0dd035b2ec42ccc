import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { inArray, like } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { onPostgres, thorough } from '@/e2e/support/needs'
import { aPerson } from '@/e2e/support/steps/person'
import { config } from '@/lib/config'
import { HASH } from '@/test/accounts/imported-people'
import { expect, test } from '@/test/unit'
import { importedIds } from './values/imported-id'

const PEOPLE = 10_000
const PIECE = 4_000
const header = 'id,first_name,last_name,email,phone_number,password,created_at'

test('an import that is killed twice and run again has the same result as one run', {
  tag: [onPostgres, thorough],
}, async () => {
  test.setTimeout(120_000)
  const [domain = ''] = aPerson().email.split('@')[0]!.split('.').slice(1)
  const email = (id: number) => `p${id}@${domain}.example`
  const phone = (id: number) => `00${Number.parseInt(domain.slice(0, 8), 16)}${10_000 + id}`.slice(-15)
  const line = (id: number) => `${id},Ada,Byron,${email(id)},${phone(id)},${HASH},2021-03-04 05:06:07\n`
  const lines = Array.from({ length: PEOPLE }, (_, index) => line(index + 1))
  const mine = like(users.email, `%@${domain}.example`)
  const there = () => query((db) => db.$count(users, mine))

  for (const pieces of [1, 2]) {
    const child = start()
    child.stdin.write(`${header}\n${lines.slice(0, pieces * PIECE + 500).join('')}`)
    await expect.poll(there, { timeout: 40_000 }).toBe(pieces * PIECE)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await there()).toBe(pieces * PIECE)
  }
  const last = start()
  last.stdin.end(`${header}\n${lines.join('')}`)
  const [said] = await Promise.all([text(last.stdout), once(last, 'exit')])
  expect(JSON.parse(said)).toMatchObject({ read: PEOPLE, imported: PEOPLE - 2 * PIECE, already: 2 * PIECE, refused: 0 })
  const made = await query((db) => db.select({ id: users.id, email: users.email }).from(users).where(mine))
  const { idFor } = importedIds()
  const expected = lines.map((_, index) => idFor(`${email(index + 1)}\n${index + 1}`, Date.UTC(2021, 2, 4, 5, 6, 7)))
  expect(made.map(({ id }) => id).sort()).toEqual(expected.sort())
  // In pieces, because each row goes through every table that refers to it, and a statement has five seconds.
  const ids = made.map(({ id }) => id)
  while (ids.length > 0) await query((db) => db.delete(users).where(inArray(users.id, ids.splice(0, 1000))))
})

/** Runs the command line in a separate process with the database and the secret of this test. */
function start() {
  const { DATABASE_URL, AUTH_SECRET, DATA_DIR } = config()
  const report = path.join(DATA_DIR, 'report.jsonl')
  rmSync(report, { force: true })
  const words = ['cli/rekey.mjs', 'import', '-', '--format', 'csv', '--apply', '--json', '--report', report]
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'development' as const,
    DATABASE_URL,
    AUTH_SECRET: AUTH_SECRET.join(),
    DATA_DIR,
  }
  return spawn(process.execPath, words, { env, stdio: ['pipe', 'pipe', 'inherit'] })
}
