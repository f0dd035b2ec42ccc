import fc from 'fast-check'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { duplicateKeys } from './duplicate-keys'

test('a key belongs to the first row that has it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300).map(String), { maxLength: 1000 }), (keys) => {
      const claim = duplicateKeys()
      const earlier = keys.map((key, index) => claim(key, index + 1))
      expect(earlier).toEqual(keys.map((key, index) => (keys.indexOf(key) < index ? keys.indexOf(key) + 1 : undefined)))
    }),
  )
})

test('a table that has grown many times loses nothing', () => {
  const claim = duplicateKeys()
  const rows = Array.from({ length: 50_000 }, (_, index) => index + 1)
  expect(rows.filter((row) => claim(`key ${row}`, row) !== undefined)).toEqual([])
  expect(rows.filter((row) => claim(`key ${row}`, 99_999) !== row)).toEqual([])
})
