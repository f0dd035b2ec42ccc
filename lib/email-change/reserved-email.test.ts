import { sql } from 'drizzle-orm'
import { confirmRegistration } from '@/db/accounts/confirm-registration'
import { contestAccount } from '@/db/accounts/email/contests'
import { openRegistration } from '@/db/accounts/registrations'
import { aPerson } from '@/e2e/support/steps/person'
import { register } from '@/lib/accounts/register'
import { composeEmail } from '@/lib/outbox/compose/compose-email'
import { accountOf } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { aPendingRegistration } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { newestEmail } from '@/test/emails/composed-emails'
import { changeLink } from '@/test/links/link-row'
import { moved, requestedChange, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { confirmEmail } from './confirm-email'
import { undoEmail } from './undo-email'

const taken = { ok: false, code: 'account-exists', fields: {} }
const registerAs = (email: string) => register({ ...aPerson(), email }, aCaller())

test('nobody can register an email that its previous account can still return to', async () => {
  const before = await somebodyVerified()
  const { undo } = await moved(before)
  expect(await registerAs(before.email.toUpperCase())).toEqual(taken)
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ ok: true })
})

test('a registration that waits for verification cannot become an account with such an email', async () => {
  const before = await somebodyVerified()
  const { id } = await aPendingRegistration({ ...aPerson(), email: before.email })
  await moved(before)
  expect(await openRegistration(id)).toMatchObject({ state: 'open' })
  expect(await confirmRegistration(id, {})).toBe('taken')
})

test('no other account can change to such an email, and no email is sent about it', async () => {
  const [before, other] = [await somebodyVerified(), await somebodyVerified()]
  const { undo } = await moved(before)
  const { token } = await requestedChange(other, before.email)
  expect(await composeEmail(await newestEmail('confirm-email', other))).toMatchObject({ none: expect.any(String) })
  const rows = await rowsOf(other)
  expect(await confirmEmail({ token }, aCaller())).toEqual(taken)
  expect(await rowsOf(other)).toEqual(rows)
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ ok: true })
})

test('the account itself may change back to it', async () => {
  const before = await somebodyVerified()
  const { user } = await moved(before)
  await moved(user, before.email)
  expect((await accountOf(user)).email).toBe(before.email)
})

test('after seven days the email is free for a registration and for another account', async () => {
  for (const take of [registerAs, moveTo]) {
    const before = await somebodyVerified()
    const { undo } = await moved(before)
    await changeLink('undo-email', undo.id, { expiresAt: sql`now() + interval '1 minute'` })
    expect(await take(before.email)).toEqual(taken)
    await changeLink('undo-email', undo.id, { expiresAt: sql`now() - interval '1 second'` })
    expect(await take(before.email)).toMatchObject({ ok: true })
  }
})

test('an email that was never verified is free only for someone who verifies it, since anyone else could block the undo', async () => {
  const before = await someone({ passwordHash: 'old' })
  await moved(before)
  expect(await registerAs(before.email)).toEqual(taken)
  expect(await moveTo(before.email)).toMatchObject({ ok: true })
})

test('a contest does not reserve an email that was never verified from someone who verifies it', async () => {
  const before = await someone({ passwordHash: 'old' })
  const { user } = await moved(before)
  const { contest } = await takenBack(await moved(user))
  await contestAccount(contest.id, {})
  expect(await registerAs(before.email)).toEqual(taken)
  expect(await moveTo(before.email)).toMatchObject({ ok: true })
})

async function moveTo(email: string) {
  const { token } = await requestedChange(await somebodyVerified(), email)
  return confirmEmail({ token }, aCaller())
}
