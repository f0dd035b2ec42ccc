import { eq } from 'drizzle-orm'
import { throttles } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { expect, test } from '@/test/unit'
import { connection, query } from './client'

const STATEMENT = 'copy throttles (key, points, expire) from stdin'
const copyIn = async (lines: string) => (await connection()).copyIn(STATEMENT, lines)
const pointsOf = async (key: string) => {
  const [row] = await query((db) => db.select().from(throttles).where(eq(throttles.key, key)))
  return row?.points
}

test('either all lines are copied or none, and the database still works after a refusal', async () => {
  const [key, other] = [aPerson().email, aPerson().email]
  const line = (name: string, points: number | string) => `${name}\\\\\t${points}\t2030-01-01\n`
  expect(await copyIn(line(key, 7))).toBe(true)
  expect(await copyIn(line(other, 1) + line(key, 8))).toBe(false)
  expect(await copyIn(line(other, 'many'))).toBe(false)
  expect([await pointsOf(`${key}\\`), await pointsOf(`${other}\\`)]).toEqual([7, undefined])
  const many = Array.from({ length: 20_000 }, (_, index) => line(`${other}/${index}`, index)).join('')
  expect(await copyIn(many)).toBe(true)
  expect(await pointsOf(`${other}/19999\\`)).toBe(19_999)
  await query((db) => db.delete(throttles))
})
