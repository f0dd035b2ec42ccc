import { sql } from 'drizzle-orm'
import { confirmRegistration } from '@/db/accounts/confirm-registration'
import { contestAccount } from '@/db/accounts/contests'
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

test('nobody registers an address that its former account may still come back to', async () => {
  const before = await somebodyVerified()
  const { undo } = await moved(before)
  expect(await registerAs(before.email.toUpperCase())).toEqual(taken)
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ ok: true })
})

test('nor does a registration that waits for its mailbox become an account there', async () => {
  const before = await somebodyVerified()
  const { id } = await aPendingRegistration({ ...aPerson(), email: before.email })
  await moved(before)
  expect(await openRegistration(id)).toMatchObject({ state: 'open' })
  expect(await confirmRegistration(id, {})).toBe('taken')
})

test('no other account moves there, and no mail is made that says so', async () => {
  const [before, other] = [await somebodyVerified(), await somebodyVerified()]
  const { undo } = await moved(before)
  const { token } = await requestedChange(other, before.email)
  expect(await composeEmail(await newestEmail('confirm-email', other))).toMatchObject({ none: expect.any(String) })
  const rows = await rowsOf(other)
  expect(await confirmEmail({ token }, aCaller())).toEqual(taken)
  expect(await rowsOf(other)).toEqual(rows)
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ ok: true })
})

test('the account itself may move back there', async () => {
  const before = await somebodyVerified()
  const { user } = await moved(before)
  await moved(user, before.email)
  expect((await accountOf(user)).email).toBe(before.email)
})

test('after seven days the address is free, for a registration and for another account', async () => {
  for (const take of [registerAs, moveTo]) {
    const before = await somebodyVerified()
    const { undo } = await moved(before)
    await changeLink('undo-email', undo.id, { expiresAt: sql`now() + interval '1 minute'` })
    expect(await take(before.email)).toEqual(taken)
    await changeLink('undo-email', undo.id, { expiresAt: sql`now() - interval '1 second'` })
    expect(await take(before.email)).toMatchObject({ ok: true })
  }
})

test('an address that was never proven is free for whoever proves it, and for nobody else: a squatter would stop the undo', async () => {
  const before = await someone({ passwordHash: 'old' })
  await moved(before)
  expect(await registerAs(before.email)).toEqual(taken)
  expect(await moveTo(before.email)).toMatchObject({ ok: true })
})

test('nor does a contest keep whoever proves it off an address that was never proven', async () => {
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
