import fc from 'fast-check'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { maybePackedId, packId } from './packed-id'

test('an ID is read as it was before it was packed, and packed it has 22 characters', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(packId(id)).toMatch(/^[\w-]{22}$/)
      expect([maybePackedId.parse(packId(id)), maybePackedId.parse(id)]).toEqual([id, id])
    }),
  )
})

test('whatever is neither an ID nor a packed one is rejected', () => {
  const id = '019cc45f-5b0c-7000-8000-000000000001'
  const others = [
    '',
    id.slice(1),
    `${id}0`,
    ` ${id}`,
    id.replaceAll('-', ''),
    packId(id).slice(1),
    `${packId(id)}=`,
    7,
    null,
  ]
  for (const other of others) expect(maybePackedId.safeParse(other).success, String(other)).toBe(false)
})
