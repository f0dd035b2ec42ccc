import { aPerson } from '@/e2e/support/steps/person'
import { readVerificationLink } from '@/lib/email-verification/verification-link'
import { aPendingRegistration, registrationsOf } from '@/test/accounts/pending-registration'
import { composed, emailsFor } from '@/test/emails/composed-emails'
import { expect, test } from '@/test/unit'
import { composeEmail } from './compose-email'

test('once the mail of a repeat is made the older link leads to it, and an older mail that comes late is dropped [C7]', async () => {
  const person = aPerson()
  const older = await aPendingRegistration(person, 'same')
  const olderMail = await newestFor(person.email)
  await composed(olderMail)
  const newer = await aPendingRegistration(person, 'same')
  expect(await leadsTo(older)).toBe(older.id)
  await composed(await newestFor(person.email))
  expect([await leadsTo(older), await leadsTo(newer)]).toEqual([newer.id, newer.id])
  expect(await composeEmail(olderMail)).toEqual({ none: expect.any(String) })
  // The hash of a password is kept no longer than it is of use.
  expect((await registrationsOf(person.email)).map((row) => row.passwordHash)).toEqual([newer.passwordHash, ''])
})

test('an older mail that is made while the newer one waits leaves the newer link alone [C7]', async () => {
  const person = aPerson()
  const [older, newer] = [await aPendingRegistration(person, 'same'), await aPendingRegistration(person, 'same')]
  const [newerMail, olderMail] = await emailsFor(person.email)
  await composed(olderMail!)
  expect([await leadsTo(older), await leadsTo(newer)]).toEqual([older.id, newer.id])
  await composed(newerMail!)
  expect([await leadsTo(older), await leadsTo(newer)]).toEqual([newer.id, newer.id])
})

test('an older mail that is made after the newer one replaces nothing [C7]', async () => {
  const person = aPerson()
  const [older, newer] = [await aPendingRegistration(person, 'same'), await aPendingRegistration(person, 'same')]
  const [newerMail, olderMail] = await emailsFor(person.email)
  await composed(newerMail!)
  expect(await composeEmail(olderMail!)).toEqual({ none: expect.any(String) })
  expect([await leadsTo(older), await leadsTo(newer)]).toEqual([newer.id, newer.id])
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
    expect(await leadsTo(own)).toBe(own.id)
  }
})

const newestFor = async (email: string) => (await emailsFor(email))[0]!

/** The id of the registration that a good link finishes. */
async function leadsTo({ token }: { token: string }): Promise<string | undefined> {
  const link = await readVerificationLink(token, undefined)
  return link.state === 'good' && link.of === 'registration' ? link.row.id : undefined
}
