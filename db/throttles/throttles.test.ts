import { atOnce, rounds } from '@/test/at-once'
import { statementsOf } from '@/test/database-statements'
import { expect, test } from '@/test/unit'
import { decide, useUp } from './throttles'

const limitsOf = (...points: number[]) => {
  const name = `throttles-test-${crypto.randomUUID()}`
  return points.map((each, place) => ({ key: `${name}/${points.length - place}`, points: each, seconds: 900 }))
}

test('one statement counts several limits, and none after the one that refuses', async () => {
  const limits = limitsOf(5, 1, 5)
  expect(await statementsOf(() => useUp(limits))).toHaveLength(1)
  const refused = await useUp(limits)
  expect(refused).toEqual({ allowed: 1, wait: expect.any(Number) })
  expect(refused.wait).toBeGreaterThan(890)
  // The third limit has four left.
  const left = await atOnce(9, () => useUp(limits.slice(2)))
  expect(left.filter(({ allowed }) => allowed === 1)).toHaveLength(4)
})

test('no two calls at once see the same number, whichever limit has the least room [B4]', async () => {
  for (const points of [
    [3, 50, 50],
    [50, 3, 50],
    [50, 50, 3],
  ]) {
    const limits = limitsOf(...points)
    const uses = await atOnce(20, () => useUp(limits))
    expect(uses.filter(({ wait }) => wait === 0)).toHaveLength(3)
    expect(uses.filter(({ allowed }) => allowed === points.indexOf(3))).toHaveLength(17)
  }
})

test('uses that are counted and given back at once do not deadlock', async () => {
  const limits = limitsOf(1_000, 1_000)
  const keys = limits.map(({ key }) => key)
  await useUp(limits.toReversed())
  await atOnce(20, async () => {
    for (const _ of rounds(12)) {
      await useUp(limits, true)
      await decide(keys, 'given back')
    }
  })
  expect(await useUp(limits.map((limit) => ({ ...limit, points: 1 })))).toMatchObject({ allowed: 0 })
  expect(await useUp(limits.slice(1).map((limit) => ({ ...limit, points: 2 })))).toEqual({ allowed: 1, wait: 0 })
})
