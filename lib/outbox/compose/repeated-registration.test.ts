import { aPerson } from '@/e2e/support/steps/person'
import { readVerificationLink } from '@/lib/email-verification/verification-link'
import { aPendingRegistration, registrationsOf } from '@/test/accounts/pending-registration'
import { composed, emailsFor } from '@/test/emails/composed-emails'
import { expect, test } from '@/test/unit'
import { composeEmail } from './compose-email'

test('a repeat replaces the older link once its own mail is made, and an older mail that comes late is dropped [C7]', async () => {
  const person = aPerson()
  const older = await aPendingRegistration(person, 'same')
  const olderMail = await newestFor(person.email)
  await composed(olderMail)
  const newer = await aPendingRegistration(person, 'same')
  expect(await stateOf(older.token)).toBe('good')
  await composed(await newestFor(person.email))
  expect([await stateOf(older.token), await stateOf(newer.token)]).toEqual(['link-replaced', 'good'])
  expect(await composeEmail(olderMail)).toEqual({ none: expect.any(String) })
  // The hash of a password is kept no longer than it is of use.
  expect((await registrationsOf(person.email)).map((row) => row.passwordHash)).toEqual([newer.passwordHash, ''])
})

test('an older mail that is made while the newer one waits leaves the newer link alone [C7]', async () => {
  const person = aPerson()
  const [older, newer] = [await aPendingRegistration(person, 'same'), await aPendingRegistration(person, 'same')]
  const [newerMail, olderMail] = await emailsFor(person.email)
  await composed(olderMail!)
  expect([await stateOf(older.token), await stateOf(newer.token)]).toEqual(['good', 'good'])
  await composed(newerMail!)
  expect([await stateOf(older.token), await stateOf(newer.token)]).toEqual(['link-replaced', 'good'])
})

test('an older mail that is made after the newer one replaces nothing [C7]', async () => {
  const person = aPerson()
  const [older, newer] = [await aPendingRegistration(person, 'same'), await aPendingRegistration(person, 'same')]
  const [newerMail, olderMail] = await emailsFor(person.email)
  await composed(newerMail!)
  expect(await composeEmail(olderMail!)).toEqual({ none: expect.any(String) })
  expect([await stateOf(older.token), await stateOf(newer.token)]).toEqual(['link-replaced', 'good'])
})

test('a stranger who registers the address again leaves the link of its owner alone, and a program replaces nothing', async () => {
  for (const [mine, theirs] of [
    ['mine', 'theirs'],
    ['mine', undefined],
    [undefined, undefined],
  ]) {
    const person = aPerson()
    const own = await aPendingRegistration(person, mine)
    await composed(await newestFor(person.email))
    await aPendingRegistration({ ...aPerson(), email: person.email }, theirs)
    await composed(await newestFor(person.email))
    expect(await stateOf(own.token)).toBe('good')
  }
})

const newestFor = async (email: string) => (await emailsFor(email))[0]!
const stateOf = async (token: string) => (await readVerificationLink(token, undefined)).state
