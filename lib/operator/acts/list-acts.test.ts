import { sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { firstIdAt } from '@/db/operator/acts'
import { operatorActs } from '@/db/operator/tables'
import { commands } from '@/lib/operator/commands'
import { expect, test } from '@/test/unit'
import { actNames, actTitle } from './act-names'
import { listActs } from './list-acts'

const last: [zone: string, day: string, moment: string][] = [
  ['UTC', '2025-11-30', '2025-11-30T23:59:59.999Z'],
  ['Asia/Kolkata', '2025-11-30', '2025-11-30T18:29:59.999Z'],
  ['America/Los_Angeles', '2025-11-02', '2025-11-03T07:59:59.999Z'],
]
for (const [zone, day, moment] of last)
  test(`the last millisecond of a day in ${zone} belongs to that day, and the next one to the next [N31]`, async () => {
    const operator = `grace ${crypto.randomUUID()}`
    const at = new Date(moment)
    await actAt(operator, at)
    await actAt(operator, new Date(at.getTime() + 1))
    const found = async (from: string, to: string) => {
      const listed = await listActs({ by: operator, from, to, zone }, { name: 'grace' })
      return listed.ok && listed.value.acts.map((act) => act.at)
    }
    expect(await found(day, day)).toEqual([moment])
    expect(await found(dayAfter(day), dayAfter(day))).toEqual([new Date(at.getTime() + 1).toISOString()])
    expect(await found('2025-10-01', '2025-10-31')).toEqual([])
  })

test('acts of the console and of the command line are told apart, also where a name imitates a member', async () => {
  const operator = crypto.randomUUID()
  for (const via of ['cli', 'console'] as const) await actAt(operator, new Date('2025-11-30'), via)
  const listed = (via?: string) => listActs({ by: operator, via }, { name: 'grace' })
  expect(await listed('console')).toMatchObject({ value: { acts: [{ via: 'console' }] } })
  expect(await listed('cli')).toMatchObject({ value: { acts: [{ via: 'cli' }] } })
  expect(await listed('socket')).toMatchObject({ code: 'invalid-input', fields: { via: [expect.any(String)] } })
})

test('every command that leaves an act has a title of its own, by which it can be chosen', () => {
  const recorded = Object.values(commands).flatMap(({ declared }) => (declared.record === false ? [] : [declared.name]))
  expect(actNames.toSorted()).toEqual([...recorded, 'console enter', 'export', 'import'].sort())
  const titles = actNames.map(actTitle)
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles.filter((title) => !/^[A-Z][^.]*$/.test(title))).toEqual([])
  expect(actTitle('users vanish')).toBe('users vanish')
})

async function actAt(operator: string, at: Date, via: 'cli' | 'console' = 'cli') {
  const id = `${firstIdAt(at).slice(0, 14)}7${crypto.randomUUID().slice(15)}`
  await query((db) => db.insert(operatorActs).values({ id, at: sql`${at.toISOString()}`, via, operator, act: 'test' }))
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
