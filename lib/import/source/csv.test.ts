import { test } from 'playwright/test'
import { readMapping, type SourceRow, UnusableSource } from '@/lib/import/fields'
import { expect } from '@/test/expect'
import { csv } from './csv'

const header = 'id,first_name,last_name,email,phone_number,password'
type Options = Partial<Parameters<typeof csv>[1]> & { pieces?: number }

/** Reads a text that arrives in pieces of this many bytes. */
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

test('quoted fields can contain commas, quotes, line endings and any script, in whatever pieces the file arrives', async () => {
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

test('a byte order mark, spaces in the header and a missing last line ending are accepted', async () => {
  const [first] = await read(`\ufeff${header.replaceAll(',', ' , ')}\n${line('Byron')}`, { pieces: 2 })
  expect(first?.fields).toEqual({ ...ada, password_hash: 'hash' })
})

test('UTF-16, as spreadsheets save it, is read', async () => {
  const [first] = await read(Buffer.from(`\ufeff${header}\n${line('李')}\n`, 'utf16le'), { pieces: 1000 })
  expect(first?.fields.last_name).toBe('李')
})

test('other delimiters and column names can be given', async () => {
  const text = 'mail;given;family;tel;secret;rest\na@example.com;Ada;Byron;0123456789;hash;x\n'
  const mapping = readMapping('email=mail, first_name=given,last_name=family,phone_number=tel,password_hash=secret')
  const [first] = await read(text, { delimiter: ';', mapping })
  expect(first?.fields).toEqual({ ...ada, id: undefined, password_hash: 'hash' })
})

test('a row that does not match the header is reported, and the next one is read', async () => {
  const rows = await read([header, '1,Ada,Byron', `${line('Byron')},more`, line('Byron')].join('\n'))
  expect(rows.map(({ row, broken }) => [row, broken])).toEqual([
    [2, 'The row has 3 fields, but the header has 6.'],
    [3, 'The row has 7 fields, but the header has 6.'],
    [4, undefined],
  ])
})

test('an oversized field is reported and not kept', async () => {
  const rows = await read([header, line('Byron'.repeat(1_000)), line('Byron')].join('\n'))
  expect(rows.map(({ row, broken, fields }) => [row, broken, fields.last_name])).toEqual([
    [2, 'The last_name has more than 4096 characters.', undefined],
    [3, undefined, 'Byron'],
  ])
})

test('a text that may be a name or a missing value is not guessed, and \\N is a missing value', async () => {
  const rows = await read([header, ...['NULL', 'None', 'Null', '\\N', 'Nil'].map(line)].join('\n'))
  expect(rows.map(({ broken, fields }) => (broken ? 'refused' : fields.last_name))).toEqual([
    'refused',
    'refused',
    'Null',
    null,
    'Nil',
  ])
})

test('a duplicate column is refused, because it is unclear which one counts', async () => {
  await expect(read(`${header},email\n`)).rejects.toThrow('two columns named email')
})

test('bytes that are not UTF-8 stay visible as replacement characters', async () => {
  const [first] = await read(Buffer.from(`${header}\n${line('Bj\xf8rn')}\n`, 'latin1'))
  expect(first?.fields.last_name).toBe('Bj\ufffdrn')
})

for (const delimiter of [';', '\t', '|']) {
  test(`a file with ${JSON.stringify(delimiter)} between its fields is recognized by its header`, async () => {
    const text = `\ufeff"a,b,c,d,e,f,g"${delimiter}${header}\nx${delimiter}${line('Byron')}\n`
    const separated = text.replaceAll(/(?<=\w),(?=\w)/g, delimiter).replace(/"a.*g"/, '"a,b,c,d,e,f,g"')
    for (const pieces of [2, 65_536]) {
      const [first] = await read(separated, { pieces })
      expect(first?.fields).toMatchObject({ first_name: 'Ada', email: 'a@example.com' })
    }
  })
}

test('a missing column prints a --map that is ready to copy, and how to do without hashes', async () => {
  const message = async (text: string, options = {}) =>
    (await read(text, options).catch((error) => error)).message.split('\n')
  expect(await message('Mail,Given Name,surname,phone\n')).toEqual([
    'No column first_name, last_name, email, phone_number, password_hash among Mail, Given Name, surname, phone.',
    "Name the columns with --map 'first_name=Given Name,last_name=surname,email=Mail,phone_number=phone,password_hash=COLUMN'",
    'If there are no password hashes, add --without-password.',
  ])
  const mapping = { first_name: 'given' }
  expect(await message('given,surname,email,phone_number,password\n', { mapping })).toEqual([
    'No column last_name among given, surname, email, phone_number, password.',
    'Name the columns with --map first_name=given,last_name=surname',
  ])
})

test('a column of phone numbers is needed only where they are required', async () => {
  const text = 'first_name,last_name,email,password\nAda,Byron,a@example.com,hash\n'
  await expect(read(text, { phoneNumber: 'required' })).rejects.toThrow('No column phone_number')
  for (const phoneNumber of ['optional', 'off'] as const) {
    expect(await read(text, { phoneNumber })).toMatchObject([{ fields: { email: 'a@example.com' } }])
  }
})

const secret = '$2b$12$U0hLSe0l2JLXfT0zLG9kAOG9RF'
const unusable: [why: string, text: string, words: RegExp][] = [
  ['nothing', '', /empty/],
  ['no header', `1,Ada,Byron,a@example.com,0123456789,${secret}\n`, /No column .*email/],
  ['a column missing', 'first_name,last_name,email,password\n', /No column phone_number/],
  [
    'a quote that is never closed',
    `${header}\n1,"Ada,Byron,a@example.com,0123456789,${secret}\n`,
    /not closed|unclosed/,
  ],
  ['a quote within a quoted field', `${header}\n1,"A"da,Byron,a@example.com,0123456789,${secret}\n`, /Line 2.*doubled/],
  ['a quote within a field', `${header}\n1,A"da,Byron,a@example.com,0123456789,${secret}\n`, /Line 2.*in quotes/],
  ['a row without end', `${header}\n"${`${secret}\n`.repeat(40_000)}`, /longer than 1 MiB/],
]
for (const [why, text, words] of unusable) {
  test(`a file with ${why} is refused with a message that contains no hash [I2]`, async () => {
    const error = await read(text, { pieces: 65_536 }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(UnusableSource)
    expect(error.message).toMatch(words)
    expect(error.message).not.toContain('U0hLSe0l')
  })
}

test('a column of true and false that is named like a date is read only as what --map says', async () => {
  const text = `${header},disabled_at\n${line('Byron')},0\n`
  const [first] = await read(text, { mapping: readMapping('disabled=disabled_at') })
  expect(first!.fields).toMatchObject({ disabled: '0' })
  expect(first!.fields.disabled_at).toBeUndefined()
  // One name for both is still read twice, as before.
  const [named] = await read(text, { mapping: readMapping('last_name=first_name') })
  expect(named!.fields).toMatchObject({ first_name: 'Ada', last_name: 'Ada' })
})

test('a mapping of an unknown field or a missing column is refused', async () => {
  for (const text of ['mail=email', 'email', '=', 'email=mail,,'])
    expect(() => readMapping(text), text).toThrow(UnusableSource)
  await expect(read(`${header}\n`, { mapping: { created_at: 'joined' } })).rejects.toThrow('No column joined')
})
