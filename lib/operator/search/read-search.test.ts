import { expect, test } from '@/test/unit'
import { readSearch } from './read-search'

const ID = '01a205b0-78f1-74d4-9ee5-44735b3e3b19'
const beginsWith = (emailBegins: string, nameBegins: string) => ({ emailBegins, nameBegins })

const texts: [string, ReturnType<typeof readSearch>][] = [
  [ID.toUpperCase(), { kind: 'id', exact: { id: ID.toUpperCase() } }],
  [
    'Ada@Example.com',
    { kind: 'email', exact: { emailCanonical: 'ada@example.com' }, beginning: { emailBegins: 'ada@example.com' } },
  ],
  ['ada@', { kind: 'email-begins', beginning: { emailBegins: 'ada@' } }],
  ['Ada@exam', { kind: 'email-begins', beginning: { emailBegins: 'ada@exam' } }],
  ['zoë@', { kind: 'email-begins' }],
  ['ada@ x', { kind: 'email-begins' }],
  ['Ada', { kind: 'email-or-name-begins', beginning: beginsWith('ada', 'ada') }],
  ['ada.love', { kind: 'email-or-name-begins', beginning: beginsWith('ada.love', 'ada.love') }],
  ['Zoë', { kind: 'name-begins', beginning: { nameBegins: 'zoë' } }],
  ['Ada  LOVE', { kind: 'name-begins', beginning: { nameBegins: 'ada love' } }],
  ['4711', { kind: 'email-or-name-begins', beginning: beginsWith('4711', '4711') }],
  ['\u{10ffff}', { kind: 'name-begins' }],
]
for (const [text, read] of texts)
  test(`“${text}” is read as ${read.kind}`, () => {
    expect(readSearch(text)).toEqual(read)
  })

for (const text of ['+49 (0)151 234-5678', '0049 151 2345678', '491512345678'])
  test(`“${text}” is read as a phone number, in each spelling in which it may be stored`, () => {
    const phoneNumbers = ['+491512345678', '00491512345678', '491512345678']
    expect(readSearch(text)).toMatchObject({ kind: 'phone', exact: { phoneNumbers } })
  })
