import { aPerson } from '@/e2e/support/steps/person'
import { hashBrowserSecret, newBrowserSecret } from '@/lib/accounts/browser-secret'
import { register } from '@/lib/accounts/register'
import { signLinkToken } from '@/lib/links/mailed-link'
import { login } from '@/lib/sessions/login/login'
import { aCaller } from '@/test/accounts/callers'
import { aPendingRegistration, registrationsOf } from '@/test/accounts/pending-registration'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { readVerificationLink } from './verification-link'
import { verifyEmail } from './verify-email'

const chosen = 'the reader’s own password'
const logIn = (email: string, password: string) => login({ email, password }, aCaller())

test('in another browser a password must be chosen, and the one typed at registration never works [A14]', async () => {
  const person = aPerson()
  const { token } = await aPendingRegistration(person, hashBrowserSecret(newBrowserSecret()))
  for (const browser of [undefined, '', newBrowserSecret()]) {
    expect(await readVerificationLink(token, browser)).toMatchObject({ state: 'good', needsPassword: true })
    expect(await verifyEmail({ token, browser }, aCaller())).toEqual({
      ok: false,
      code: 'invalid-input',
      fields: { password: ['Choose a password.'] },
    })
  }
  expect(await verifyEmail({ token, password: chosen }, aCaller())).toMatchObject({ ok: true })
  expect(await logIn(person.email, person.password)).toMatchObject({ code: 'invalid-credentials' })
  expect(await logIn(person.email, chosen)).toMatchObject({ ok: true })
})

test('a registration link can try ten other phone numbers an hour, and still works with the registered one', async () => {
  const person = aPerson()
  const { token } = await aPendingRegistration(person)
  const ask = (given: object) => verifyEmail({ token, ...given }, aCaller())
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let time = 0; time < 10; time++) {
      expect(await ask({ phone_number: aPerson().phone_number })).toMatchObject({ code: 'invalid-input' })
    }
    expect(await ask({ phone_number: aPerson().phone_number })).toMatchObject({ code: 'too-many-requests' })
    expect(await ask({ phone_number: person.phone_number, password: chosen })).toMatchObject({ ok: true })
  })
})

test('a rejected password leaves the link open [A7, A8]', async () => {
  const person = aPerson()
  const { token } = await aPendingRegistration(person)
  for (const password of ['short', 'passwordpassword', person.email.toUpperCase(), 'x'.repeat(257), ''])
    expect(await verifyEmail({ token, password }, aCaller())).toEqual({
      ok: false,
      code: 'invalid-input',
      fields: { password: [expect.any(String)] },
    })
  expect(await verifyEmail({ token, password: chosen }, aCaller())).toMatchObject({ ok: true })
})

test('the browser that registered keeps the password typed there', async () => {
  const [person, browser] = [aPerson(), newBrowserSecret()]
  const { token } = await aPendingRegistration(person, hashBrowserSecret(browser))
  expect(await readVerificationLink(token, browser)).toMatchObject({ state: 'good', needsPassword: false })
  expect(await verifyEmail({ token, browser }, aCaller())).toMatchObject({ ok: true })
  expect(await logIn(person.email, person.password)).toMatchObject({ ok: true })
})

test('a registration without a browser secret recognizes no browser, not even one with an empty secret', async () => {
  const { token } = await aPendingRegistration()
  for (const browser of [undefined, '', newBrowserSecret()])
    expect(await verifyEmail({ token, browser }, aCaller())).toMatchObject({ code: 'invalid-input' })
})

test('only a digest of the secret and a hash of the password are stored [C9, G1]', async () => {
  const [person, browser] = [aPerson(), newBrowserSecret()]
  await withSettings({ REGISTRATION: 'confirm' }, () => register({ ...person, browser }, aCaller()))
  const [kept] = await registrationsOf(person.email)
  expect(kept?.browserHash).toBe(hashBrowserSecret(browser))
  for (const secret of [browser, person.password]) expect(JSON.stringify(kept)).not.toContain(secret)
  const token = await signLinkToken('registration', { ...kept!, subject: kept!.id })
  expect(await verifyEmail({ token, browser }, aCaller())).toMatchObject({ ok: true })
})
