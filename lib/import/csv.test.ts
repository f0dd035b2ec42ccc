import { expect, test } from 'playwright/test'
import { csv } from './csv'
import { readMapping, type SourceRow, UnusableSource } from './fields'

const header = 'id,first_name,last_name,email,phone_number,password'
type Options = Partial<Parameters<typeof csv>[1]> & { pieces?: number }

/** Reads a text that comes in pieces of so many bytes. */
async function read(text: string | Buffer, { pieces = 7, ...options }: Options = {}): Promise<SourceRow[]> {
  const bytes = Buffer.from(text)
  async function* input() {
    for (let from = 0; from < bytes.length; from += pieces) yield bytes.subarray(from, from + pieces)
  }
  const rows: SourceRow[] = []
  for await (const some of csv(input(), { mapping: {}, ...options })) rows.push(...some)
  return rows
}

const ada = { id: '1', first_name: 'Ada', last_name: 'Byron', email: 'a@example.com', phone_number: '0123456789' }
const line = (last_name: string) => `1,Ada,${last_name},a@example.com,0123456789,hash`

test('commas, quotes, line ends and any script may stand in quotes, however the file is cut into pieces', async () => {
  const lastNames = [
    'Byron',
    'King, Countess',
    'the "first"',
    'two\nlines',
    'two\r\nlines',
    '李 🦊 Nguyễn',
    ' spaced ',
    '',
  ]
  const quoted = lastNames.map((name) => line(`"${name.replaceAll('"', '""')}"`))
  for (const end of ['\n', '\r\n']) {
    for (const pieces of [1, 3, 1000]) {
      const rows = await read([header, ...quoted, ''].join(end), { pieces })
      expect(rows).toEqual(
        lastNames.map((last_name, index) => ({ row: index + 2, fields: { ...ada, last_name, password_hash: 'hash' } })),
      )
    }
  }
})

test('a mark of byte order, spaces in the header and a missing last line end are no harm', async () => {
  const [first] = await read(`\ufeff${header.replaceAll(',', ' , ')}\n${line('Byron')}`, { pieces: 2 })
  expect(first?.fields).toEqual({ ...ada, password_hash: 'hash' })
})

test('UTF-16, as spreadsheets save it, is read', async () => {
  const [first] = await read(Buffer.from(`\ufeff${header}\n${line('李')}\n`, 'utf16le'), { pieces: 1000 })
  expect(first?.fields.last_name).toBe('李')
})

test('other delimiters and other names of columns are told', async () => {
  const text = 'mail;given;family;tel;secret;rest\na@example.com;Ada;Byron;0123456789;hash;x\n'
  const mapping = readMapping('email=mail, first_name=given,last_name=family,phone_number=tel,password_hash=secret')
  const [first] = await read(text, { delimiter: ';', mapping })
  expect(first?.fields).toEqual({ ...ada, id: undefined, password_hash: 'hash' })
})

test('a row that does not fit its header is told, and the next one is read', async () => {
  const rows = await read([header, '1,Ada,Byron', `${line('Byron')},more`, line('Byron')].join('\n'))
  expect(rows.map(({ row, broken }) => [row, broken])).toEqual([
    [2, 'It has 3 fields, the header 6.'],
    [3, 'It has 7 fields, the header 6.'],
    [4, undefined],
  ])
})

test('a field that would fill the memory is told of, and not kept', async () => {
  const rows = await read([header, line('Byron'.repeat(1_000)), line('Byron')].join('\n'))
  expect(rows.map(({ row, broken, fields }) => [row, broken, fields.last_name])).toEqual([
    [2, 'Its last_name has more than 4096 characters.', undefined],
    [3, undefined, 'Byron'],
  ])
})

test('what may be a name or a sign for nothing is not guessed, and what is only such a sign is nothing', async () => {
  const rows = await read([header, ...['NULL', 'None', 'Null', '\\N', 'Nil'].map(line)].join('\n'))
  expect(rows.map(({ broken, fields }) => (broken ? 'refused' : fields.last_name))).toEqual([
    'refused',
    'refused',
    'Null',
    null,
    'Nil',
  ])
})

test('a column that stands there twice is refused, since nobody knows which one counts', async () => {
  await expect(read(`${header},email\n`)).rejects.toThrow('two columns email')
})

test('bytes that are not UTF-8 are left where they can be seen', async () => {
  const [first] = await read(Buffer.from(`${header}\n${line('Bj\xf8rn')}\n`, 'latin1'))
  expect(first?.fields.last_name).toBe('Bj\ufffdrn')
})

const secret = '$2b$12$U0hLSe0l2JLXfT0zLG9kAOG9RF'
const unusable: [why: string, text: string, words: RegExp][] = [
  ['nothing', '', /empty/],
  ['no header', `1,Ada,Byron,a@example.com,0123456789,${secret}\n`, /no column email/],
  ['a column missing', 'first_name,last_name,email,password\n', /no column phone_number/],
  ['a quote that is never closed', `${header}\n1,"Ada,Byron,a@example.com,0123456789,${secret}\n`, /never closed/],
  ['a quote within a quoted field', `${header}\n1,"A"da,Byron,a@example.com,0123456789,${secret}\n`, /Line 2.*doubled/],
  ['a quote within a field', `${header}\n1,A"da,Byron,a@example.com,0123456789,${secret}\n`, /Line 2.*quotes/],
  ['a row without end', `${header}\n"${`${secret}\n`.repeat(40_000)}`, /longer than 1 MiB/],
]
for (const [why, text, words] of unusable) {
  test(`a file with ${why} is refused in words that hold no hash [I2]`, async () => {
    const error = await read(text, { pieces: 65_536 }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(UnusableSource)
    expect(error.message).toMatch(words)
    expect(error.message).not.toContain('U0hLSe0l')
  })
}

test('a column of true and false that is called like a moment is read as what --map says, and as nothing else', async () => {
  const text = `${header},disabled_at\n${line('Byron')},0\n`
  const [first] = await read(text, { mapping: readMapping('disabled=disabled_at') })
  expect(first!.fields).toMatchObject({ disabled: '0' })
  expect(first!.fields.disabled_at).toBeUndefined()
  // One name for both is still read twice, as before.
  const [named] = await read(text, { mapping: readMapping('last_name=first_name') })
  expect(named!.fields).toMatchObject({ first_name: 'Ada', last_name: 'Ada' })
})

test('a mapping of what is no field, or of a column that is not there, is refused', async () => {
  for (const text of ['mail=email', 'email', '=', 'email=mail,,'])
    expect(() => readMapping(text), text).toThrow(UnusableSource)
  await expect(read(`${header}\n`, { mapping: { created_at: 'joined' } })).rejects.toThrow('no column joined')
})
