import { openRegistration } from '@/db/accounts/registrations'
import { findUserByEmail } from '@/db/accounts/users'
import { aPerson } from '@/e2e/support/steps/person'
import { aCaller } from '@/test/accounts/callers'
import { aPendingRegistration } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { readVerificationLink } from './verification-link'
import { verifyEmail } from './verify-email'

const password = 'notes on the engine'
const numberOf = async (email: string) => (await findUserByEmail(email))?.phoneNumber
const within = <T>(PHONE_NUMBER: string, work: () => Promise<T>) => withSettings({ PHONE_NUMBER }, work)

test('optional: a registration without a phone number is finished without one', async () => {
  const { token, email } = await aPendingRegistration({ ...aPerson(), phone_number: null })
  await within('optional', async () => {
    expect(await readVerificationLink(token, undefined)).toMatchObject({ needsPhone: false, phoneTaken: false })
    expect(await verifyEmail({ token, password }, aCaller())).toMatchObject({ ok: true })
  })
  expect(await numberOf(email)).toBeNull()
})

test('optional: the reader of the email can remove a number that a stranger entered', async () => {
  const { phoneNumber } = await someone()
  const [free, taken] = [
    await aPendingRegistration(),
    await aPendingRegistration({ ...aPerson(), phone_number: phoneNumber }),
  ]
  await within('optional', async () => {
    expect(await verifyEmail({ token: taken.token, password }, aCaller())).toMatchObject({ code: 'account-exists' })
    for (const { token } of [free, taken])
      expect(await verifyEmail({ token, password, phone_number: '' }, aCaller())).toMatchObject({ ok: true })
  })
  for (const { email } of [free, taken]) expect(await numberOf(email)).toBeNull()
})

test('required: a registration from a time without numbers is finished only with one', async () => {
  const { token, email } = await aPendingRegistration({ ...aPerson(), phone_number: null })
  expect(await readVerificationLink(token, undefined)).toMatchObject({ needsPhone: true })
  const refusal = await verifyEmail({ token, password }, aCaller())
  expect(refusal).toMatchObject({ code: 'invalid-input', fields: { phone_number: ['Enter your phone number.'] } })
  const { phone_number } = aPerson()
  expect(await verifyEmail({ token, password, phone_number }, aCaller())).toMatchObject({ ok: true })
  expect(await numberOf(email)).toBe(phone_number)
})

test('off: a registration from a time with numbers is finished without one, and a taken number is no obstacle', async () => {
  const { phoneNumber } = await someone()
  const [free, taken] = [
    await aPendingRegistration(),
    await aPendingRegistration({ ...aPerson(), phone_number: phoneNumber }),
  ]
  await within('off', async () => {
    expect(await openRegistration(taken.id)).toMatchObject({ state: 'open' })
    for (const { token } of [free, taken]) {
      expect(await readVerificationLink(token, undefined)).toMatchObject({ needsPhone: false, phoneTaken: false })
      const done = await verifyEmail({ token, password, phone_number: aPerson().phone_number }, aCaller())
      expect(done).toMatchObject({ ok: true })
    }
  })
  for (const { email } of [free, taken]) expect(await numberOf(email)).toBeNull()
})
