import { eq } from 'drizzle-orm'
import { jsonSchema } from '@/app/_openapi/json-schema'
import { answeredExample, sentExample } from '@/app/_openapi/site-examples'
import { POST } from '@/app/api/register/route'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { registrationsOf } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { jsonRequest } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { registerInput } from './schema'

type Mode = 'required' | 'optional' | 'off'

const storedNumber = async (email: string) => {
  const [row] = await query((db) => db.select().from(users).where(eq(users.email, email)))
  return row?.phoneNumber
}

async function send(mode: Mode, body: object, more: Record<string, string> = {}) {
  const answer = await withSettings({ PHONE_NUMBER: mode, ...more }, () => POST(jsonRequest('/api/register', body)))
  return { status: answer.status, body: await answer.json() }
}

/** A person who leaves the phone number out in each of the possible ways. */
function withoutNumber() {
  const { phone_number: _, ...person } = aPerson()
  const ways = [{}, { phone_number: null }, { phone_number: '' }, { phone_number: '  ' }]
  return ways.map((way) => ({ ...person, email: aPerson().email, ...way }))
}

test('required: a registration without a phone number is refused as before', async () => {
  for (const REGISTRATION of ['open', 'confirm'])
    for (const body of withoutNumber()) {
      const refusal = await send('required', body, { REGISTRATION })
      expect(refusal).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/phone_number', detail: 'Enter your phone number.' }] },
      })
      expect(await storedNumber(body.email)).toBeUndefined()
    }
})

test('optional: accounts without a phone number are created beside each other, and one with a number keeps it', async () => {
  for (const body of withoutNumber()) {
    expect(await send('optional', body)).toMatchObject({ status: 201, body: { user: { phone_number: null } } })
    expect(await storedNumber(body.email)).toBeNull()
  }
  const { phone_number, ...person } = aPerson()
  const made = await send('optional', { ...person, phone_number })
  expect(made).toMatchObject({ status: 201, body: { user: { phone_number } } })
  expect(await send('optional', { ...aPerson(), phone_number: '12' })).toMatchObject({ status: 422 })
})

test('optional: a taken email and a taken phone number get the same answer, with and without a number', async () => {
  const { email, phoneNumber } = await someone()
  const { phone_number: _, ...person } = aPerson()
  const answers = [
    await send('optional', { ...aPerson(), email }),
    await send('optional', { ...person, email }),
    await send('optional', { ...aPerson(), phone_number: phoneNumber }),
  ]
  expect(answers[0]).toMatchObject({
    status: 409,
    body: { title: 'That email or phone number already has an account.' },
  })
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

test('off: a phone number is ignored, whatever it is, and the title of a refusal names only the email', async () => {
  const { email, phoneNumber } = await someone()
  for (const phone_number of [aPerson().phone_number, phoneNumber, '12', 7, null, undefined]) {
    const body = { ...aPerson(), phone_number }
    expect(await send('off', body)).toMatchObject({ status: 201, body: { user: { phone_number: null } } })
    expect(await storedNumber(body.email)).toBeNull()
  }
  const refusal = await send('off', { ...aPerson(), email })
  expect(refusal).toMatchObject({ status: 409, body: { title: 'That email already has an account.' } })
})

test('a registration that waits for its email to be verified has no number where none is given or asked for', async () => {
  const { phone_number: _, ...person } = aPerson()
  const other = aPerson()
  const confirming = { REGISTRATION: 'confirm' }
  expect((await send('optional', person, confirming)).status).toBe(202)
  expect((await send('off', other, confirming)).status).toBe(202)
  for (const { email } of [person, other]) {
    expect(await registrationsOf(email)).toMatchObject([{ phoneNumber: null }])
  }
})

test('the API document follows the setting', async () => {
  const inputOf = (mode: Mode) => jsonSchema(registerInput[mode], 'input').schema
  expect(inputOf('required').required).toContain('phone_number')
  expect(inputOf('optional').required).not.toContain('phone_number')
  expect(inputOf('optional').properties?.phone_number?.anyOf).toMatchObject([{ type: 'string' }, { type: 'null' }])
  expect(inputOf('off').properties).not.toHaveProperty('phone_number')
  const example = { email: 'ada@example.com', phone_number: '1234567890' }
  expect(sentExample(inputOf('required'), example)).toEqual(example)
  expect(sentExample(inputOf('off'), example)).toEqual({ email: 'ada@example.com' })
  expect(answeredExample({ user: example })).toEqual({ user: example })
  const hidden = await withSettings({ PHONE_NUMBER: 'off' }, async () => answeredExample({ user: example }))
  expect(hidden).toEqual({ user: { ...example, phone_number: null } })
})
