import { expect, test } from 'playwright/test'
import { type Mapping, type SourceRow, UnusableSource } from './fields'
import { jsonLines } from './json-lines'

async function read(text: string, pieces = 5, mapping: Mapping = {}): Promise<SourceRow[]> {
  const bytes = Buffer.from(text)
  async function* input() {
    for (let from = 0; from < bytes.length; from += pieces) yield bytes.subarray(from, from + pieces)
  }
  const rows: SourceRow[] = []
  for await (const some of jsonLines(input(), mapping)) rows.push(...some)
  return rows
}

test('one object a line is one row, however the file is cut into pieces', async () => {
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

test('numbers and flags are read as text, null and nested values as nothing', async () => {
  const [first] = await read('{"phone_number":9876543210,"disabled":true,"created_at":null,"email":["a","b"],"id":{}}')
  expect(first?.fields).toEqual({ phone_number: '9876543210', disabled: 'true', email: undefined, id: undefined })
})

test('members that nobody asked for never reach a row [A2, B15]', async () => {
  const [first] = await read('{"email":"a@example.com","is_admin":true,"__proto__":{"disabled":true},"toString":"x"}')
  expect(first?.fields).toEqual({ email: 'a@example.com' })
  const [inherited] = await read('{"email":"a@example.com"}', 5, { first_name: 'constructor', id: 'toString' })
  expect(inherited?.fields).toEqual({ email: 'a@example.com' })
})

test('a line that is no object is told, and the next one is read', async () => {
  const rows = await read('{"email":\n[1]\nnull\n"text"\n{"email":"a@example.com"}\n')
  expect(rows.map(({ row, broken }) => [row, Boolean(broken)])).toEqual([
    [1, true],
    [2, true],
    [3, true],
    [4, true],
    [5, false],
  ])
})

test('a line without end is refused before it fills the memory [J7]', async () => {
  await expect(read('x'.repeat(3 * 2 ** 20), 2 ** 16)).rejects.toThrow(UnusableSource)
})
