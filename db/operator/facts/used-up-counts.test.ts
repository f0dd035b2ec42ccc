import { randomUUID } from 'node:crypto'
import { query } from '@/db/connection/client'
import { throttles } from '@/db/schema'
import { expect, test } from '@/test/unit'
import { findUsedUp } from './used-up-counts'

const [soon, later, over] = [60_000, 120_000, -60_000].map((ahead) => new Date(Date.now() + ahead)) as [
  Date,
  Date,
  Date,
]
type Count = { points?: number; undecided?: number; expire?: Date }

test('a key without points left is found by its beginning, with the moment at which the last one has some again', async () => {
  const [one, other] = [`login/device/900/${randomUUID()}/`, `login/device/900/${randomUUID()}/`]
  await count(`${one}a`, { expire: soon })
  await count(`${one}B-_`, { expire: later })
  await count(`${other}a`, { points: 9 })
  const counters = [other, one].map((beginning) => ({ beginning, points: 10, name: beginning }))
  expect(await findUsedUp(counters)).toEqual([{ beginning: one, points: 10, name: one, until: later }])
})

test('a window that is over, points that are left, and attempts in progress keep nobody waiting', async () => {
  const beginning = `login/account/900/${randomUUID()}`
  const found = async (counted: Count) => {
    await count(beginning, counted)
    return findUsedUp([{ beginning, points: 10 }])
  }
  expect(await found({ expire: over })).toEqual([])
  expect(await found({ points: 9 })).toEqual([])
  expect(await found({ undecided: 1 })).toEqual([])
  expect(await found({ points: 11, undecided: 1 })).toHaveLength(1)
})

test('a beginning is no pattern, and nothing is found without one', async () => {
  const beginning = `a_%\\"'${randomUUID()}`
  await count(`${beginning}/x`)
  expect(await findUsedUp([{ beginning, points: 10 }])).toHaveLength(1)
  expect(await findUsedUp([{ beginning: beginning.replace('_', 'x'), points: 10 }])).toEqual([])
  expect(await findUsedUp([])).toEqual([])
})

async function count(key: string, { points = 10, undecided = 0, expire = soon }: Count = {}): Promise<void> {
  const set = { points, undecided, expire }
  await query((db) =>
    db
      .insert(throttles)
      .values({ key, ...set })
      .onConflictDoUpdate({ target: throttles.key, set }),
  )
}
