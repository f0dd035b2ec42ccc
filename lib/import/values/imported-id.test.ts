import { validate, version } from 'uuid'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { importedIds } from './imported-id'

const born = Date.UTC(2021, 2, 4)
const identity = 'ada@example.com\n7'

test('a row always gets the same ID, a version 7 UUID with its creation time', () => {
  const { idFor, isOf } = importedIds()
  const id = idFor(identity, born)
  expect(importedIds().idFor(identity, born)).toBe(id)
  expect([validate(id), version(id)]).toEqual([true, 7])
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(born)
  expect(isOf(id, identity)).toBe(true)
  for (const other of ['ada@example.com\n8', 'ada@example.com\n', 'Ada@example.com\n7', ''])
    expect(isOf(id, other)).toBe(false)
})

test('a corrected or missing creation date does not make it another row', () => {
  const { idFor, isOf } = importedIds()
  for (const moment of [born + 1, 0, -1, 2 ** 48 - 1]) {
    expect(validate(idFor(identity, moment))).toBe(true)
    expect(isOf(idFor(identity, moment), identity)).toBe(true)
  }
})

test('IDs are recognized after a rotation, and cannot be matched without the secret [E6]', async () => {
  const [former, next] = ['f'.repeat(32), 'n'.repeat(32)]
  const id = await withSettings({ AUTH_SECRET: former }, async () => importedIds().idFor(identity, born))
  const isKnown = (secrets: string) =>
    withSettings({ AUTH_SECRET: secrets }, async () => importedIds().isOf(id, identity))
  expect(await isKnown(`${next},${former}`)).toBe(true)
  expect(await isKnown(next)).toBe(false)
})
