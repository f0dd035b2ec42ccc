import { aPerson } from '@/e2e/support/steps/person'
import { hashBrowserSecret, newBrowserSecret } from '@/lib/accounts/browser-secret'
import { register } from '@/lib/accounts/register'
import { signLinkToken } from '@/lib/links/mailed-link'
import { aCaller } from '@/test/accounts/callers'
import { aPendingRegistration, registrationsOf } from '@/test/accounts/pending-registration'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { readVerificationLink } from './verification-link'
import { verifyEmail } from './verify-email'

const needed = { ok: false, code: 'invalid-input', fields: { password: [expect.any(String)] } }

test('another browser gives the password that was chosen, so a hasty click makes no stranger’s account [A14]', async () => {
  const person = aPerson()
  const { token } = await aPendingRegistration(person, hashBrowserSecret(newBrowserSecret()))
  for (const browser of [undefined, '', newBrowserSecret()]) {
    expect(await readVerificationLink(token, browser)).toMatchObject({ state: 'good', needsPassword: true })
    expect(await verifyEmail({ token, browser }, aCaller())).toEqual(needed)
  }
  expect(await verifyEmail({ token, password: person.password }, aCaller())).toMatchObject({ ok: true })
})

test('a wrong password is refused, and the link lives on', async () => {
  const person = aPerson()
  const { token } = await aPendingRegistration(person)
  expect(await verifyEmail({ token, password: 'a wrong password' }, aCaller())).toEqual({
    ok: false,
    code: 'wrong-password',
    fields: { password: [expect.any(String)] },
  })
  expect(await readVerificationLink(token, undefined)).toMatchObject({ state: 'good' })
  expect(await verifyEmail({ token, password: person.password }, aCaller())).toMatchObject({ ok: true })
})

test('the browser that registered needs no password', async () => {
  const browser = newBrowserSecret()
  const { token } = await aPendingRegistration(aPerson(), hashBrowserSecret(browser))
  expect(await readVerificationLink(token, browser)).toMatchObject({ state: 'good', needsPassword: false })
  expect(await verifyEmail({ token, browser }, aCaller())).toMatchObject({ ok: true })
})

test('one that registered without a secret is known by none, not even by an empty one', async () => {
  const { token } = await aPendingRegistration()
  for (const browser of [undefined, '', newBrowserSecret()])
    expect(await verifyEmail({ token, browser }, aCaller())).toEqual(needed)
})

test('of the secret only a digest is kept, and of the password only a hash [C9, G1]', async () => {
  const [person, browser] = [aPerson(), newBrowserSecret()]
  await withSettings({ REGISTRATION: 'confirm' }, () => register({ ...person, browser }, aCaller()))
  const [kept] = await registrationsOf(person.email)
  expect(kept?.browserHash).toBe(hashBrowserSecret(browser))
  for (const secret of [browser, person.password]) expect(JSON.stringify(kept)).not.toContain(secret)
  const token = await signLinkToken('registration', { ...kept!, subject: kept!.id })
  expect(await verifyEmail({ token, browser }, aCaller())).toMatchObject({ ok: true })
})
