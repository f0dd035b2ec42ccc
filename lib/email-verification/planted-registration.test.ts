import { aPerson, type Person } from '@/e2e/support/steps/person'
import { hashBrowserSecret, newBrowserSecret } from '@/lib/accounts/browser-secret'
import { register } from '@/lib/accounts/register'
import { login } from '@/lib/sessions/login/login'
import { aCaller } from '@/test/accounts/callers'
import { aPendingRegistration, registrationsOf } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { composed, emailsFor, tokenFor } from '@/test/emails/composed-emails'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { readVerificationLink } from './verification-link'
import { verifyEmail } from './verify-email'

const withLimits = { REGISTRATION: 'confirm', RATE_LIMITS: 'on', PASSWORD_HASH: 'argon2id' }

test('after five registrations by strangers, the links in the oldest and the newest email let the owner create an account [A14]', async () => {
  for (const which of [0, 4]) {
    await withSettings(withLimits, async () => {
      const owner = aPerson()
      for (let time = 0; time < 5; time++) {
        const browser = newBrowserSecret()
        await register({ ...aPerson(), email: owner.email, browser }, aCaller())
      }
      const before = await registrationsOf(owner.email)
      expect(await register(owner, aCaller())).toMatchObject({ ok: true })
      expect(await registrationsOf(owner.email)).toEqual(before)
      const tokens = await mailedTokens(owner.email)
      expect(tokens).toHaveLength(5)
      const { first_name, last_name, phone_number, password } = owner
      const given = { first_name, last_name, phone_number, password }
      expect(await verifyEmail({ token: tokens[which], ...given }, aCaller())).toMatchObject({ ok: true })
      expect(await whoLogsIn(owner)).toMatchObject({ first_name, last_name, phone_number, email_verified: true })
      for (const token of tokens.toSpliced(which, 1))
        expect(await verifyEmail({ token, ...given }, aCaller())).toMatchObject({ code: 'account-exists' })
    })
  }
})

test('the reader can replace a taken phone number that a stranger entered [A3]', async () => {
  const [taken, owner] = [await someone({ passwordHash: 'theirs' }), aPerson()]
  await aPendingRegistration({ ...owner, phone_number: taken.phoneNumber })
  const [token] = await mailedTokens(owner.email)
  const { password, phone_number } = owner
  expect(await readVerificationLink(token!, undefined)).toMatchObject({ state: 'good', phoneTaken: true })
  for (const planted of [{}, { phone_number: taken.phoneNumber }])
    expect(await verifyEmail({ token, password, ...planted }, aCaller())).toEqual({
      ok: false,
      code: 'account-exists',
      fields: { phone_number: [expect.any(String)] },
    })
  expect(await verifyEmail({ token, password, phone_number }, aCaller())).toMatchObject({ ok: true })
  expect(await whoLogsIn(owner)).toMatchObject({ phone_number })
})

test('omitted details stay as registered, and those sent must be valid [A1, A11]', async () => {
  const person = aPerson()
  const { token } = await aPendingRegistration(person)
  const { password } = person
  for (const field of ['first_name', 'last_name', 'phone_number'])
    for (const value of [null, 7, {}, '', ' ', 'a\u0000b'])
      expect(await verifyEmail({ token, password, [field]: value }, aCaller())).toMatchObject({
        code: 'invalid-input',
        fields: { [field]: [expect.any(String)] },
      })
  expect(await verifyEmail({ token, password, first_name: ' Grace ' }, aCaller())).toMatchObject({ ok: true })
  const { last_name, phone_number } = person
  expect(await whoLogsIn(person)).toMatchObject({ first_name: 'Grace', last_name, phone_number })
})

test('an older email leads to the newest registration from the same browser [C7]', async () => {
  const browser = newBrowserSecret()
  for (const opens of [browser, undefined]) {
    const person = aPerson()
    const again = { ...aPerson(), email: person.email }
    for (const each of [person, again]) await aPendingRegistration(each, hashBrowserSecret(browser))
    const [newer, older] = await emailsFor(person.email)
    const tokens = []
    for (const email of [older!, newer!]) tokens.push(tokenFor('/verify-email', (await composed(email)).content))
    const link = await readVerificationLink(tokens[0]!, opens)
    expect(link).toMatchObject({ state: 'good', needsPassword: !opens, row: { phoneNumber: again.phone_number } })
    const password = opens ? undefined : again.password
    expect(await verifyEmail({ token: tokens[0], browser: opens, password }, aCaller())).toMatchObject({ ok: true })
    expect(await whoLogsIn(again)).toMatchObject({ phone_number: again.phone_number })
    for (const token of tokens)
      expect(await verifyEmail({ token, password }, aCaller())).toMatchObject({ code: 'link-used' })
  }
})

/** The links in all queued emails for a recipient, oldest first. */
async function mailedTokens(email: string): Promise<string[]> {
  const tokens = []
  for (const waiting of (await emailsFor(email)).toReversed())
    tokens.push(tokenFor('/verify-email', (await composed(waiting)).content))
  return tokens
}

async function whoLogsIn({ email, password }: Person) {
  const result = await login({ email, password }, aCaller())
  return result.ok ? result.value.user : result
}
