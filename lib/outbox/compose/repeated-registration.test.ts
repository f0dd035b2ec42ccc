import { aPerson } from '@/e2e/support/steps/person'
import { readVerificationLink } from '@/lib/email-verification/verification-link'
import { aPendingRegistration, registrationsOf } from '@/test/accounts/pending-registration'
import { composed, emailsFor } from '@/test/emails/composed-emails'
import { expect, test } from '@/test/unit'
import { composeEmail } from './compose-email'

test('once a repeated registration’s email is composed, the older link leads to it, and an older email still queued is dropped [C7]', async () => {
  const person = aPerson()
  const older = await aPendingRegistration(person, 'same')
  const olderMail = await newestFor(person.email)
  await composed(olderMail)
  const newer = await aPendingRegistration(person, 'same')
  expect(await leadsTo(older)).toBe(older.id)
  await composed(await newestFor(person.email))
  expect([await leadsTo(older), await leadsTo(newer)]).toEqual([newer.id, newer.id])
  expect(await composeEmail(olderMail)).toEqual({ none: expect.any(String) })
  // A password hash is kept no longer than it is needed.
  expect((await registrationsOf(person.email)).map((row) => row.passwordHash)).toEqual([newer.passwordHash, ''])
})

test('an older email composed while the newer one waits does not affect the newer link [C7]', async () => {
  const person = aPerson()
  const [older, newer] = [await aPendingRegistration(person, 'same'), await aPendingRegistration(person, 'same')]
  const [newerMail, olderMail] = await emailsFor(person.email)
  await composed(olderMail!)
  expect([await leadsTo(older), await leadsTo(newer)]).toEqual([older.id, newer.id])
  await composed(newerMail!)
  expect([await leadsTo(older), await leadsTo(newer)]).toEqual([newer.id, newer.id])
})

test('an older email composed after the newer one replaces nothing [C7]', async () => {
  const person = aPerson()
  const [older, newer] = [await aPendingRegistration(person, 'same'), await aPendingRegistration(person, 'same')]
  const [newerMail, olderMail] = await emailsFor(person.email)
  await composed(newerMail!)
  expect(await composeEmail(olderMail!)).toEqual({ none: expect.any(String) })
  expect([await leadsTo(older), await leadsTo(newer)]).toEqual([newer.id, newer.id])
})

test('a stranger who registers the same email does not affect its owner’s link, and an API client replaces nothing', async () => {
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

/** The ID of the registration that an open link finishes. */
async function leadsTo({ token }: { token: string }): Promise<string | undefined> {
  const link = await readVerificationLink(token, undefined)
  return link.state === 'good' && link.of === 'registration' ? link.row.id : undefined
}
