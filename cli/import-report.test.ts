import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { aStranger, HASH } from '@/test/accounts/imported-people'
import { rekey } from '@/test/command-line'
import { csvOf, test } from '@/test/import-folder'
import { expect } from '@/test/unit'

test('a hash in the email column is not reported', async ({ folder }) => {
  const file = path.join(folder, 'shifted.jsonl')
  writeFileSync(file, `${JSON.stringify({ ...aStranger(), id: HASH, email: HASH })}\n`)
  const report = path.join(folder, 'report.jsonl')
  expect(await rekey(['import', file, '--report', report])).toMatchObject({ code: 1 })
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ email: '(withheld)', id: '(withheld)' })
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
