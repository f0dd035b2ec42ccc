import fc from 'fast-check'
import { anyText } from '../any-text'

export const fields = [
  'first_name',
  'last_name',
  'email',
  'new_email',
  'phone_number',
  'password',
  'new_password',
  'current_password',
  'code',
  'confirmation',
  'credential',
  'token',
  'login_token',
  'audience',
  'browser',
  'id',
  'before',
] as const

const words = [
  '',
  ' ',
  'null',
  'a@b.co',
  `${'a'.repeat(250)}@b.co`,
  '+1234567890',
  'a\u0000b',
  '\ud800',
  '\u202eabc',
  'ı\u212Aſ@example.com',
  "' or 1=1--",
  '<img src=x onerror=1>',
  '{{7*7}}',
  '../../etc/passwd',
  'a\r\nBcc: x@evil.example',
  'eyJhbGciOiJub25lIn0.e30.',
  '00000000-0000-7000-8000-000000000000',
  '2026-13-45T99:99:99Z',
  '-Infinity',
  '1e999',
  'x'.repeat(9_000),
  '😀'.repeat(2_000),
]
export const nastyText = fc.oneof(
  fc.constantFrom(...words),
  anyText({ maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
)

const odd = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1e308,
  2 ** 53,
  [],
  {},
  [[]],
  { $gt: '' },
  { length: 1e9 },
  ['a@b.co', 'c@d.co'],
]

/** Members that JavaScript reads from any value. An object with one of these may be mistaken for another type. */
const asked = [
  'length',
  'size',
  'toString',
  'valueOf',
  'toJSON',
  'then',
  'constructor',
  '__proto__',
  'name',
  'message',
  'codePointAt',
  'normalize',
  'trim',
  'test',
]
const leaf = fc.oneof(nastyText, fc.constantFrom(...odd), fc.integer())
const { posing } = fc.letrec((tie) => {
  const anything = fc.oneof({ weight: 2, arbitrary: leaf }, tie('posing'))
  return {
    // Made from entries, because assigning to __proto__ would not add a member with this name.
    posing: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.array(fc.tuple(fc.constantFrom(...asked), anything), { minLength: 1, maxLength: 3 }).map(Object.fromEntries),
      fc.array(anything, { maxLength: 3 }),
    ),
  }
})

/** Values that throw when they are used as text before their type is checked. */
export const impostors: unknown[] = [
  '{"length":[{"toString":1}]}',
  '{"length":{"valueOf":1,"toString":1}}',
  '{"length":1}',
  '{"length":0}',
  '{"length":null}',
  '{"length":"20","trim":1,"normalize":1}',
  '{"size":[{"toString":1}],"length":[{"toString":1}]}',
  '{"toString":1,"valueOf":1}',
  '{"toJSON":1,"length":[[{"toString":null}]]}',
  '{"then":1,"length":{}}',
  '{"__proto__":{"length":1},"length":[{"toString":1}]}',
  '[{"toString":1}]',
  '[[[]],{"length":[{"toString":1}]}]',
].map((json) => JSON.parse(json))
export const nastyValue = fc.oneof(
  { weight: 3, arbitrary: nastyText },
  { weight: 2, arbitrary: fc.oneof(posing, fc.constantFrom(...impostors)) },
  fc.constantFrom(...odd),
  fc.jsonValue({ maxDepth: 4 }),
)

/** A member as JSON text, so that the same name can occur twice or be one that is special in some language. */
const names = fc.oneof(
  fc.constantFrom(...fields),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'then', '$where'),
)
const member = fc.tuple(names, nastyValue).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
const object = fc.array(member, { maxLength: 12 }).map((members) => `{${members.join(',')}}`)

const broken = [
  '',
  '{',
  '[]',
  'null',
  '"text"',
  '['.repeat(10_000),
  '{"a":'.repeat(3_000),
  '{"__proto__":{"email":"a@b.co"},"constructor":{"prototype":{"admin":true}}}',
  '{"email":1e99999}',
  `{"email":${'9'.repeat(10_000)}}`,
  'x'.repeat(20_000),
]

/** A body for any route: objects with its fields, valid ones with a change, any JSON, and text that is not JSON. */
export const nastyBody = (right: Record<string, string>) =>
  fc.oneof(
    { weight: 5, arbitrary: object },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...fields), nastyValue)
        .map(([name, value]) => JSON.stringify({ ...right, [name]: value })),
    },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.constantFrom(...broken) },
    {
      weight: 1,
      arbitrary: fc.tuple(object, fc.nat(), nastyText).map(([text, at, cut]) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + cut.slice(0, 5) + text.slice(place + 1)
      }),
    },
  )

const headerNames = [
  'accept',
  'accept-language',
  'accept-encoding',
  'authorization',
  'content-type',
  'cookie',
  'if-none-match',
  'next-action',
  'next-router-state-tree',
  'next-url',
  'origin',
  'range',
  'rsc',
  'sec-fetch-site',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-middleware-prefetch',
  'x-middleware-subrequest',
  'x-nextjs-data',
  'x-request-id',
]
/** Some headers that an API client may send, with any value that HTTP allows. */
export const nastyHeaders = fc.dictionary(
  fc.constantFrom(...headerNames),
  fc.oneof(fc.stringMatching(/^[ -~\x80-\xff]{0,60}$/), fc.constantFrom('1', 'null', 'Bearer x', 'session=%00')),
  { maxKeys: 4 },
)
