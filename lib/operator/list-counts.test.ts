import { query } from '@/db/connection/client'
import { countNames, dailyCounts } from '@/db/operator/tables'
import { rekey } from '@/test/command-line'
import { expect, test } from '@/test/unit'
import { listCounts } from './list-counts'

const operator = { name: 'grace' }
const days = (from: string, howMany: number) =>
  Array.from({ length: howMany }, (_, later) =>
    new Date(Date.parse(from) + later * 86_400_000).toISOString().slice(0, 10),
  )

test.describe.configure({ mode: 'serial' })
test.beforeEach(() => query((db) => db.delete(dailyCounts)))

const counted = (all: string[]) =>
  query((db) =>
    db
      .insert(dailyCounts)
      .values(all.flatMap((day) => countNames.map((name, index) => ({ day, name, count: index + 1 })))),
  )

test('counts are listed by day, newest first: 28 days, or as many as were requested', async () => {
  await counted(days('2026-01-01', 40))
  const all = await listCounts({}, operator)
  expect(all).toMatchObject({ ok: true, value: { days: { length: 28 } } })
  expect(await listCounts({ days: 2 }, operator)).toEqual({
    ok: true,
    value: {
      days: [
        { day: '2026-02-09', registered: 1, logins: 2, resets: 3, deletions: 4 },
        { day: '2026-02-08', registered: 1, logins: 2, resets: 3, deletions: 4 },
      ],
    },
  })
})

test('days that nobody counted are left out, and do not make room for older ones', async () => {
  await counted(['2026-01-01', '2026-02-08', '2026-02-09'])
  const list = await listCounts({ days: 28 }, operator)
  expect(list).toMatchObject({ ok: true, value: { days: [{ day: '2026-02-09' }, { day: '2026-02-08' }] } })
})

test('a number of days that cannot be is refused', async () => {
  for (const days of [0, 401, 1.5, 'week'])
    expect(await listCounts({ days }, operator), String(days)).toMatchObject({ ok: false, code: 'invalid-input' })
})

test('“rekey counts” prints a table, or says that nothing is counted yet', async () => {
  expect(await rekey(['counts'])).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is counted yet.') })
  await counted(days('2026-01-01', 3))
  const { out } = await rekey(['counts', '--days', '2'])
  expect(out.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^day \(UTC\) +registered +logins +passwords reset +deletions requested$/),
    expect.stringMatching(/^2026-01-03 +1 +2 +3 +4$/),
    expect.stringMatching(/^2026-01-02 +1 +2 +3 +4$/),
  ])
  expect(JSON.parse((await rekey(['counts', '--json'])).out).days).toHaveLength(3)
  expect(await rekey(['counts', '--days', 'week'])).toMatchObject({ code: 1, err: expect.stringContaining('400') })
})
