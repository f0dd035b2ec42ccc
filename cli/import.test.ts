import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { accountsWith, accountWith, aStranger, HASH } from '@/test/accounts/imported-people'
import { rekey } from '@/test/command-line'
import { csvOf, test } from '@/test/import-folder'
import { expect } from '@/test/unit'
import { progressText } from './progress'

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

test('progress shows the rate and the remaining time', () => {
  expect(progressText({ done: 430_000, fraction: 0.43, unit: 'rows' }, 35)).toBe(
    '43%, 430,000 rows, 12,286 per second, 0:46 left',
  )
  expect(progressText({ done: 1_000, unit: 'rows' }, 2)).toBe('1,000 rows, 500 per second')
  expect(progressText({ done: 0, fraction: 0, unit: 'rows' }, 0)).toBe('0%, 0 rows, 0 per second')
})

test('an invalid header cannot control the terminal, and a hash in it is not printed', async ({ folder }) => {
  const file = path.join(folder, 'headless.csv')
  writeFileSync(file, `7,\u001b]0;canary\u0007,\u202eann@example.com,${HASH}\n`)
  const { code, err } = await rekey(['import', file, '--report', path.join(folder, 'report.jsonl')])
  expect([code, err]).toEqual([2, expect.stringContaining('among 7.')])
  expect(err.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})
