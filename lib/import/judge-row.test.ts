import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import type { Fields } from './fields'
import { judgeRow } from './judge-row'
import { problems } from './row-problems'
import type { Leniency } from './values/read-values'
import { momentOf } from './values/timestamp'

const now = momentOf(new Date('2026-11-23T00:00:00Z'))
const hash = '$2b$04$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq'
const good: Fields = {
  id: '7',
  first_name: 'Ada',
  last_name: 'Byron',
  email: 'Ada@Example.com',
  phone_number: '1234567890',
  password_hash: hash,
  created_at: '2021-03-04 05:06:07.123456',
}
const judge = (changes: Fields = {}, leniency: Leniency = {}) => judgeRow({ ...good, ...changes }, leniency, now)
const met = (changes: Fields, leniency?: Leniency) => judge(changes, leniency).problems.map(({ code }) => code)

test('a row without a phone number is refused only where one is required', () => {
  for (const phone_number of [undefined, null, '', 'NULL']) {
    expect(met({ phone_number }, { phoneNumber: 'required' })).toEqual(['phone-missing'])
    for (const phoneNumber of ['optional', 'off'] as const) {
      expect(judge({ phone_number }, { phoneNumber })).toMatchObject({ phoneNumber: null, problems: [] })
    }
  }
  expect(met({ phone_number: '12' }, { phoneNumber: 'optional' })).toEqual(['phone-short'])
})

test('where phone numbers are off, a row is imported without its number, and the report says so', () => {
  for (const phone_number of ['1234567890', '12', 'x']) {
    const problems = [{ code: 'phone-left-out' }]
    expect(judge({ phone_number }, { phoneNumber: 'off' })).toMatchObject({ phoneNumber: null, problems })
  }
})

test('a valid row becomes an account unchanged', () => {
  expect(judge()).toEqual({
    sourceId: '7',
    email: 'Ada@Example.com',
    emailCanonical: 'ada@example.com',
    phoneNumber: '1234567890',
    firstName: 'Ada',
    lastName: 'Byron',
    passwordHash: hash,
    createdAt: { text: '2021-03-04T05:06:07.123456Z', milliseconds: Date.UTC(2021, 2, 4, 5, 6, 7, 123) },
    problems: [],
  })
})

const faults: [Fields, keyof typeof problems][] = [
  [{ email: '' }, 'email-missing'],
  [{ email: null }, 'email-missing'],
  [{ email: 'ada' }, 'email-invalid'],
  [{ email: 'bücher@example.com' }, 'email-invalid'],
  [{ email: 'ada@example.com, eve@evil.test' }, 'email-invalid'],
  [{ email: 'ada@example.com\nbcc: eve@evil.test' }, 'email-invalid'],
  [{ email: `${'a'.repeat(250)}@example.com` }, 'email-invalid'],
  [{ phone_number: undefined }, 'phone-missing'],
  [{ phone_number: ' ' }, 'phone-missing'],
  [{ phone_number: '123456789' }, 'phone-short'],
  [{ phone_number: '0' }, 'phone-short'],
  [{ phone_number: '1234567890.0' }, 'phone-invalid'],
  [{ phone_number: '1.23456789e9' }, 'phone-invalid'],
  [{ phone_number: '-1234567890123456' }, 'phone-invalid'],
  [{ phone_number: '-5551234567' }, 'phone-invalid'],
  [{ phone_number: '١٢٣٤٥٦٧٨٩٠' }, 'phone-invalid'],
  [{ first_name: '' }, 'first-name-missing'],
  [{ last_name: '\t' }, 'last-name-missing'],
  [{ first_name: 'Ada\nByron' }, 'first-name-invalid'],
  [{ first_name: 'Ada\0' }, 'first-name-invalid'],
  [{ last_name: 'x'.repeat(101) }, 'last-name-invalid'],
  [{ last_name: 'B\ufffdron' }, 'not-utf8'],
  [{ password_hash: '' }, 'password-missing'],
  [{ password_hash: 'secret' }, 'password-unknown'],
  [{ password_hash: '5f4dcc3b5aa765d61d8327deb882cf99' }, 'password-unknown'],
  [{ password_hash: '$scrypt$ln=16,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA' }, 'password-unknown'],
  [{ password_hash: hash.slice(0, -1) }, 'password-malformed'],
  [{ password_hash: hash.replace('$04$', '$xx$') }, 'password-malformed'],
  [{ password_hash: hash.replace('$04$', '$03$') }, 'password-cost'],
  [{ password_hash: hash.replace('$04$', '$31$') }, 'password-cost'],
  [{ password_hash: hash.replace('$04$', '$15$') }, 'password-cost'],
  [{ password_hash: '$argon2id$v=19$m=1048576,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA' }, 'password-cost'],
  [{ password_hash: `pbkdf2_sha256$99999999$salt$${'A'.repeat(43)}=` }, 'password-cost'],
  [{ password_hash: `$pbkdf2-sha256$4000000000$c2FsdA$${'A'.repeat(43)}` }, 'password-cost'],
  [{ password_hash: `pbkdf2_sha256$1000$salt$${'A'.repeat(42)}` }, 'password-malformed'],
  [{ password_hash: '$argon2id$v=19$m=99999999,t=9,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA' }, 'password-cost'],
  [{ created_at: 'long ago' }, 'moment-malformed'],
  [{ updated_at: '2021-02-31' }, 'moment-malformed'],
  [{ disabled_at: 'true' }, 'moment-malformed'],
  [{ email_verified: 'perhaps' }, 'flag-malformed'],
  [{ disabled_at: 'infinity' }, 'moment-malformed'],
  [{ disabled_at: '0' }, 'moment-malformed'],
  [{ disabled: '2' }, 'flag-malformed'],
  [{ disabled: '{"a":1}' }, 'flag-malformed'],
  [{ disabled: 'true', is_active: 'true' }, 'state-unclear'],
  [{ disabled_at: '2020-01-01', is_active: '1' }, 'state-unclear'],
  [{ disabled_at: '2020-01-01', disabled: 'no' }, 'state-unclear'],
  [{ is_active: '' }, 'state-unclear'],
  [{ is_active: 'NULL' }, 'state-unclear'],
  [{ email_verified_at: '2020-01-01', email_verified: 'f' }, 'state-unclear'],
  [{ phone_number: '1.23E+11' }, 'phone-invalid'],
  [{ phone_number: 'NULL' }, 'phone-missing'],
  [{ email: 'null' }, 'email-missing'],
  [{ password_hash: '\\N' }, 'password-missing'],
  [{ password_hash: '{SSHA}DkMTwBl+a/3DQTxCYEApdUtNXGgdUac3' }, 'password-unknown'],
  [{ password_hash: '{noop}secret' }, 'password-unknown'],
  [{ password_hash: `bcrypt_sha256$${hash.replace('$04$', '$31$')}` }, 'password-cost'],
]
for (const [changes, code] of faults) {
  test(`a row with ${JSON.stringify(changes).slice(0, 60)} is refused as ${code}`, () => {
    expect(met(changes)).toEqual([code])
    expect(problems[code].action).toBe('refused')
  })
}

test('an unreadable account state is refused with a message that says what to do', () => {
  const words = (changes: object) => problems[met(changes)[0]!].words
  for (const value of ['0', 'false', '0001-01-01T00:00:00'])
    expect(words({ disabled_at: value })).toMatch(/--map disabled=disabled_at.* \(0001-01-01\) must be empty/)
  expect(words({ is_active: '' })).toContain('--map is_active=')
  expect(words({ disabled: '2026-11-22' })).toContain('--map disabled_at=disabled')
})

test('every problem of a row is reported at once', () => {
  expect(met({ email: '', phone_number: '', last_name: '', password_hash: '' })).toEqual([
    'email-missing',
    'phone-missing',
    'last-name-missing',
    'password-missing',
  ])
})

test('lost leading zeros are restored on request, two at most', () => {
  const padded = (phone_number: string) => judge({ phone_number }, { padPhone: 10 })
  expect(padded('123456789')).toMatchObject({ phoneNumber: '0123456789', problems: [{ code: 'phone-padded' }] })
  expect(padded('12345678')).toMatchObject({ phoneNumber: '0012345678', problems: [{ code: 'phone-padded' }] })
  expect(padded('1234567').problems).toMatchObject([{ code: 'phone-short' }])
  for (const whole of ['1234567890', '+441234567890', '(0123) 456-7890'])
    expect(padded(whole), whole).toMatchObject({ phoneNumber: whole.replace(/[() -]/g, ''), problems: [] })
})

test('an unusable hash gives an account without a password only on request, and a locked account stays locked', () => {
  for (const password_hash of ['', 'secret', hash.slice(1), hash.replace('$04$', '$31$')]) {
    const judged = judge({ password_hash }, { withoutPassword: true })
    expect(judged).toMatchObject({ passwordHash: '!', problems: [{ code: 'password-locked' }] })
  }
  expect(judge({}, { withoutPassword: true })).toMatchObject({ passwordHash: hash, problems: [] })
  for (const password_hash of ['!', '!ajssYjn0RLzx6IJNBM6zaSulM3Kv1o9fN4WNdEbg'])
    expect(judge({ password_hash })).toMatchObject({ passwordHash: '!', problems: [{ code: 'password-locked' }] })
})

test('prefixes that other systems add to a hash are removed, and a faulty bcrypt is reported', () => {
  const hex = Buffer.from(hash).toString('hex')
  const wrapped = [`${hash}    `, `${hash}\0\0`, `\\x${hex}`, `0x${hex}2020`, `{CRYPT}${hash}`, `{BLF-CRYPT}${hash}`]
  for (const password_hash of [...wrapped, `{bcrypt}${hash}`, `bcrypt$${hash}`])
    expect(judge({ password_hash }), password_hash).toMatchObject({ passwordHash: hash, problems: [] })
  const argon = '$argon2id$v=19$m=64,t=1,p=1$hbAW4rwXIoSwFsKY8947xw$yl/pESH8gHujycMtkaUV2vRcq2+jadlwn8Yld0k6Jps'
  for (const password_hash of [`argon2${argon}`, `{argon2@SpringSecurity_v5_8}${argon}`])
    expect(judge({ password_hash }), password_hash).toMatchObject({ passwordHash: argon, problems: [] })
  expect(judge({ password_hash: `bcrypt_sha256$${hash}` }).problems).toEqual([])
  expect(met({ password_hash: hash.replace('$2b$', '$2x$') })).toEqual(['password-ascii'])
})

test('a UUID in braces and a MongoDB ID are recognized', () => {
  const uuid = '6f9619ff-8b86-d011-b42d-00cf4fc964ff'
  expect(judge({ id: `{${uuid}}` }).sourceId).toBe(uuid)
  expect(judge({ id: '{"$oid":"507f1f77bcf86cd799439011"}' }).sourceId).toBe('507f1f77bcf86cd799439011')
  expect(judge({ id: 'NULL' }).sourceId).toBeUndefined()
})

test('a missing name can be filled in', () => {
  const judged = judge({ last_name: '' }, { missingName: '–' })
  expect(judged).toMatchObject({ lastName: '–', problems: [{ code: 'name-filled', detail: 'last' }] })
})

test('a missing or future creation date is replaced by the current time', () => {
  expect(judge({ created_at: null })).toMatchObject({
    createdAt: undefined,
    problems: [{ code: 'created-at-missing' }],
  })
  const late = judge({ created_at: '2026-11-23 00:00:01' })
  expect(late).toMatchObject({ createdAt: undefined, problems: [{ code: 'created-at-future' }] })
})

test('verified and disabled are read as dates, or as yes and no', () => {
  const { text: born } = judge().createdAt!
  const moment = '2022-01-01T00:00:00.000000Z'
  expect(judge({ email_verified: 't' }).emailVerifiedAt).toBe(born)
  expect(judge({ email_verified: 'false' }).emailVerifiedAt).toBeUndefined()
  expect(judge({ email_verified_at: moment, email_verified: 'true' }).emailVerifiedAt).toBe(moment)
  expect(judge({ disabled: '1' }).disabledAt).toBe(now.text)
  expect(judge({ is_active: 'False' }).disabledAt).toBe(now.text)
  expect(judge({ is_active: 'true', disabled: '' }).disabledAt).toBeUndefined()
  expect(judge({ disabled_at: moment }).disabledAt).toBe(moment)
  expect(judge({ disabled_at: '{"$date":1640995200000}' }).disabledAt).toBe(moment)
  expect(judge({ disabled_at: '1640995200' }).disabledAt).toBe(moment)
  for (const yes of ['Y', 'T', '1', '1.0', 'on', '\x01', '\\x01', '0x01', "b'1'"])
    expect(judge({ disabled: yes, is_active: '' }), yes).toMatchObject({ disabledAt: now.text, problems: [] })
  for (const no of ['N', 'f', '0', '0.0', 'off', '\0', '\\x00', '0x00', "b'0'", '', 'NULL', 'None', '\\N', 'nil'])
    expect(judge({ disabled: no, is_active: 'yes' }), no).toMatchObject({ disabledAt: undefined, problems: [] })
  for (const never of ['', 'NULL', 'null', '\\N', 'None', 'nil', 'NaT', '0000-00-00 00:00:00', '0000-00-00'])
    expect(judge({ disabled_at: never }), never).toMatchObject({ disabledAt: undefined, problems: [] })
  expect(judge({ deletion_due_at: moment, updated_at: moment })).toMatchObject({
    deletionDueAt: moment,
    updatedAt: moment,
  })
})
