import { Readable } from 'node:stream'
import { test } from 'playwright/test'
import { type Mapping, type SourceRow, UnusableSource } from '@/lib/import/fields'
import { expect } from '@/test/expect'
import { jsonLines } from './json-lines'
import { lookalikes } from './lookalikes'

async function read(text: string, pieces = 5, mapping: Mapping = {}): Promise<SourceRow[]> {
  const bytes = Buffer.from(text)
  async function* input() {
    for (let from = 0; from < bytes.length; from += pieces) yield bytes.subarray(from, from + pieces)
  }
  const rows: SourceRow[] = []
  for await (const some of jsonLines(input(), mapping)) rows.push(...some)
  return rows
}

test('each line with an object is one row, in whatever pieces the file arrives', async () => {
  const lines = [
    '\ufeff{"email":"a@example.com","last_name":"李 🦊"}\r',
    '',
    '{"email":"b@example.com","password":"hash"}',
  ]
  for (const pieces of [1, 4, 1000]) {
    expect(await read(lines.join('\n'), pieces)).toEqual([
      { row: 1, fields: { email: 'a@example.com', last_name: '李 🦊' } },
      { row: 3, fields: { email: 'b@example.com', password_hash: 'hash' } },
    ])
  }
})

test('numbers and flags are read as exact text, and null as a missing value', async () => {
  const numbers = '"id":1234567890123456789,"phone_number":1.23E+11,"last_name":"1.23E+11"'
  const [first] = await read(`{${numbers},"disabled":true,"created_at":null}`)
  const texts = { id: '1234567890123456789', phone_number: '1.23E+11', last_name: '1.23E+11' }
  expect(first).toEqual({ row: 1, fields: { ...texts, disabled: 'true', created_at: null } })
})

test('an unreadable value breaks its row and never passes for a missing one', async () => {
  const strange = [
    '"disabled_at":{"when":"2020-01-01"}',
    '"disabled_at":{}',
    '"disabled_at":[]',
    '"disabled_at":{"constructor":1}',
    '"disabled_at":{"toString":1}',
    '"disabled_at":{"$date":null}',
    '"disabled_at":{"$date":{"$numberLong":"never"}}',
    '"disabled":[true]',
    '"email":["a@example.com"]',
    '"first_name":{"given":"Ada"}',
    '"last_name":7',
    '"last_name":true',
    '"id":{"a":1}',
    '"password":{"hash":"$2b$"}',
  ]
  const rows = await read(strange.map((member) => `{"phone_number":"0123456789",${member}}`).join('\n'), 1000)
  expect(rows.map(({ broken }) => broken?.replace(/^Unreadable values: (\w+)\.$/, '$1'))).toEqual(
    strange.map((member) => member.split('"')[1]!.replace('password', 'password_hash')),
  )
  expect(rows[0]?.fields).toEqual({ phone_number: '0123456789' })
})

test('unread columns that resemble fields are reported once each', async () => {
  const { seen, unread } = lookalikes({ last_name: 'Surname' })
  const people = [
    '{"email":"a@example.com","bannedAt":null,"Surname":"B","surname":"C"}',
    '{"is_banned":1,"bannedAt":2}',
  ]
  for await (const _ of jsonLines(Readable.from([Buffer.from(people.join('\n'))]), {}, seen));
  seen(['Email', 'constructor', '\u001b]isActive', 'favourite_color', 'is_active', 'enabled'])
  expect(unread()).toEqual([
    { column: 'bannedAt', field: 'disabled_at' },
    { column: 'is_banned', field: 'disabled' },
    { column: 'enabled', field: 'is_active' },
  ])
})

test('unknown members never reach a row [A2, B15]', async () => {
  const [first] = await read('{"email":"a@example.com","is_admin":true,"__proto__":{"disabled":true},"toString":"x"}')
  expect(first?.fields).toEqual({ email: 'a@example.com' })
  const [inherited] = await read('{"email":"a@example.com"}', 5, { first_name: 'constructor', id: 'toString' })
  expect(inherited?.fields).toEqual({ email: 'a@example.com' })
})

test('a line that is not an object is reported, and the next one is read', async () => {
  const rows = await read('{"email":\n[1]\nnull\n"text"\n{"email":"a@example.com"}\n')
  expect(rows.map(({ row, broken }) => [row, Boolean(broken)])).toEqual([
    [1, true],
    [2, true],
    [3, true],
    [4, true],
    [5, false],
  ])
})

test('an endless line is refused before it fills the memory [J7]', async () => {
  await expect(read('x'.repeat(3 * 2 ** 20), 2 ** 16)).rejects.toThrow(UnusableSource)
})
