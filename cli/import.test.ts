import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { desc, eq, inArray } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { events, users } from '@/db/schema'
import { accountsWith, accountWith, aStranger, HASH } from '@/test/accounts/imported-people'
import { disable, someone } from '@/test/accounts/someone'
import { rekey } from '@/test/command-line'
import { test as base, expect } from '@/test/unit'
import { exportCommand } from './export'
import { progressText } from './progress'

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'rekey-import-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },
})

const names = ['id', 'first_name', 'last_name', 'email', 'phone_number', 'password_hash', 'created_at'] as const

function csvOf(folder: string, people: ReturnType<typeof aStranger>[]): string {
  const file = path.join(folder, 'people.csv')
  const lines = people.map((person) => names.map((name) => person[name] ?? '').join(','))
  writeFileSync(file, [names.join(','), ...lines, ''].join('\n'))
  return file
}

test('an import is a dry run without --apply, and only its owner can read the report [I2]', async ({ folder }) => {
  const [good, bad] = [aStranger(), aStranger({ id: '2', password_hash: HASH.slice(0, -1) })]
  const told = ['import', csvOf(folder, [good, bad]), '--report', path.join(folder, 'report.jsonl')]
  const dry = await rekey(told)
  expect(dry).toMatchObject({ code: 1, err: '1 of 2 rows refused.' })
  expect(dry.out).toMatch(
    /^2 rows: 1 to import, 0 imported before, 1 refused\.\n +1 {2}refused {2}password-malformed: /,
  )
  expect(dry.out).toContain('nothing was written. Add --apply to import 1 rows without the refused ones')
  expect(await accountsWith([good.email, bad.email])).toEqual([])
  const report = readFileSync(told[3]!, 'utf8')
  expect(JSON.parse(report)).toMatchObject({ row: 3, id: '2', email: bad.email, action: 'refused' })
  expect(report + dry.out + dry.err).not.toContain(HASH.slice(7, 20))
  expect(statSync(told[3]!).mode & 0o777).toBe(0o600)

  const { code, out } = await rekey([...told, '--apply', '--json'])
  const problems = { 'password-malformed': 1 }
  expect([code, JSON.parse(out)]).toMatchObject([1, { applied: true, read: 2, imported: 1, already: 0, problems }])
  expect((await rekey([...told, '--apply'])).out).toContain('0 imported, 1 imported before, 1 refused')
  expect(await rekey([...told, '--apply', '--without-password'])).toMatchObject({ code: 0 })
  expect(await accountWith(bad.email)).toMatchObject({ passwordHash: '!' })
})

test('unread columns that resemble ours are named, each with the field that it may be', async ({ folder }) => {
  const file = path.join(folder, 'people.jsonl')
  writeFileSync(file, `${JSON.stringify({ ...aStranger(), banned: true, favourite: 'tea' })}\n`)
  const told = ['import', file, '--report', path.join(folder, 'report.jsonl')]
  expect((await rekey(told)).err).toBe(
    'These columns are not imported. To import one, add it to --map, such as --map disabled=banned:\n  banned: did you mean disabled?',
  )
  expect(JSON.parse((await rekey([...told, '--json'])).out)).toMatchObject({
    unread: [{ column: 'banned', field: 'disabled' }],
  })
  const { out, err } = await rekey([...told, '--map', 'disabled=banned', '--apply'])
  expect([out, err]).toEqual([expect.stringContaining('1 imported'), ''])
})

test('a hash in the email column is not reported', async ({ folder }) => {
  const file = path.join(folder, 'shifted.jsonl')
  writeFileSync(file, `${JSON.stringify({ ...aStranger(), id: HASH, email: HASH })}\n`)
  const report = path.join(folder, 'report.jsonl')
  expect(await rekey(['import', file, '--report', report])).toMatchObject({ code: 1 })
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ email: '(withheld)', id: '(withheld)' })
})

test('a usage error exits with 2, and an unavailable database with 3', async ({ folder }) => {
  const file = csvOf(folder, [aStranger()])
  const report = ['--report', path.join(folder, 'report.jsonl')]
  const unreadable = path.join(folder, 'folder.csv')
  mkdirSync(unreadable)
  const slips = [
    ['import'],
    ['import', path.join(folder, 'none.csv')],
    ['import', folder],
    ['import', '-'],
    ['import', 'postgresql+psycopg://eve:canary@127.0.0.1:1/none'],
    ['import', file, '--map', 'mail=email'],
    ['import', file, '--map', 'email=mail'],
    ['import', file, '--pad-phone', '9'],
    ['import', file, '--format', 'xml'],
    ['import', file, '--delimiter', ';;'],
    ['import', file, '--delimiter', '"'],
    ['import', unreadable],
    ['import', file, '--aply'],
  ]
  for (const words of slips)
    expect(await rekey([...words, ...report]), words.join(' ')).toMatchObject({
      code: 2,
      out: '',
      err: expect.not.stringContaining('canary'),
    })
  const nowhere = await rekey(['import', 'postgres://eve:canary@127.0.0.1:1/none', ...report])
  expect(nowhere).toMatchObject({ code: 3, out: '' })
  expect(nowhere.err).not.toContain('canary')
})

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

test('progress shows the rate and the remaining time', () => {
  expect(progressText({ done: 430_000, fraction: 0.43, unit: 'rows' }, 35)).toBe(
    '43%, 430,000 rows, 12,286 per second, 0:46 left',
  )
  expect(progressText({ done: 1_000, unit: 'rows' }, 2)).toBe('1,000 rows, 500 per second')
  expect(progressText({ done: 0, fraction: 0, unit: 'rows' }, 0)).toBe('0%, 0 rows, 0 per second')
})

test('a report replaces an earlier report and nothing else: neither the source nor the target of a link', async ({
  folder,
}) => {
  const file = csvOf(folder, [aStranger(), aStranger({ phone_number: '' })])
  const source = readFileSync(file, 'utf8')
  const link = path.join(folder, 'link.jsonl')
  symlinkSync(path.join(folder, 'none.jsonl'), link)
  for (const report of [file, link, folder, path.join(folder, 'none', 'report.jsonl')]) {
    const refused = await rekey(['import', file, '--apply', '--report', report])
    expect([report, refused.code, refused.out]).toEqual([report, 2, ''])
    expect(refused.err).toContain('--report')
  }
  expect(readFileSync(file, 'utf8')).toBe(source)
  expect(existsSync(path.join(folder, 'none.jsonl'))).toBe(false)

  const report = path.join(folder, 'report.jsonl')
  const read = () => readFileSync(report, 'utf8')
  await rekey(['import', file, '--report', report])
  const first = read()
  await rekey(['import', file, '--report', report])
  expect([first.split('\n').length, read()]).toEqual([2, first])
})

test('an import leaves a report only if it has something to report', async ({ folder }) => {
  const report = path.join(folder, 'report.jsonl')
  const told = ['import', csvOf(folder, [aStranger()]), '--json', '--report', report]
  expect(JSON.parse((await rekey(told)).out)).toMatchObject({ imported: 1, report: null })
  expect(existsSync(report)).toBe(false)
  const refused = ['import', csvOf(folder, [aStranger({ email: 'x' })]), '--json', '--report', report]
  expect(JSON.parse((await rekey(refused)).out)).toMatchObject({ refused: 1, report })
  expect(existsSync(report)).toBe(true)
  // A later run without problems removes it, and one that cannot read its source leaves none.
  csvOf(folder, [aStranger()])
  await rekey(told)
  expect(existsSync(report)).toBe(false)
  writeFileSync(path.join(folder, 'people.csv'), 'nothing\n')
  expect(await rekey(told)).toMatchObject({ code: 2 })
  expect(existsSync(report)).toBe(false)
})

test('an invalid header cannot control the terminal, and a hash in it is not printed', async ({ folder }) => {
  const file = path.join(folder, 'headless.csv')
  writeFileSync(file, `7,\u001b]0;canary\u0007,\u202eann@example.com,${HASH}\n`)
  const { code, err } = await rekey(['import', file, '--report', path.join(folder, 'report.jsonl')])
  expect([code, err]).toEqual([2, expect.stringContaining('among 7.')])
  expect(err.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})
