import { eq, sql } from 'drizzle-orm'
import { contestAccount } from '@/db/accounts/email/contests'
import { undoEmailChange } from '@/db/accounts/email/email-changes'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { emailContests } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { register } from '@/lib/accounts/register'
import { listUsers } from '@/lib/operator/search/list-users'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { updateProfile } from '@/lib/profile/update-profile'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { agedId, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { stateOfLink } from '@/test/links/link-row'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { sweepOnce } from '@/test/sweep-once'
import { expect, test } from '@/test/unit'
import { makeResetLink } from './change-user'
import { settleContest } from './settle-contest'
import { showUser } from './show-user'

const operator = { name: 'grace' }
const settle = (user: string, to: string) => settleContest({ user, to }, operator)

/** An account that the former mailbox took back from the newer one, which has filled it in and contests this. */
async function contested(): Promise<{ former: User; newer: User & { phone: string }; link: { token: string } }> {
  const former = await somebodyVerified()
  const move = await moved(former)
  const { phone_number: phone } = aPerson()
  await updateProfile({ first_name: 'Vera', phone_number: phone }, await aCallerOf(move.user))
  const { contest } = await takenBack(move)
  await contestAccount(contest.id, {})
  return { former, newer: { ...move.user, phone }, link: contest }
}

test('the newer mailbox gets the account as it had left it, with a reset email sent only there', async () => {
  const { former, newer } = await contested()
  expect(await settle(former.email, newer.email.toUpperCase())).toEqual({ ok: true, value: { email: newer.email } })
  expect(await accountOf(newer)).toMatchObject({
    email: newer.email,
    firstName: 'Vera',
    phoneNumber: newer.phone,
    passwordHash: '!',
    contestedAt: null,
    emailVerifiedAt: null,
  })
  const { to, content } = await composed(await newestEmail('reset-password', newer))
  expect(to).toBe(newer.email)
  const token = tokenFor('/reset-password', content)
  expect(await resetPassword({ token, new_password: 'a new password' }, aCaller())).toMatchObject({ ok: true })
  expect((await accountOf(newer)).emailVerifiedAt).not.toBeNull()
})

test('the former mailbox keeps its data, and nothing is left of the data that the other one entered', async () => {
  const { former, newer, link } = await contested()
  expect(await settle(former.id, former.email)).toMatchObject({ ok: true })
  const { firstName, lastName, phoneNumber, email } = former
  expect(await accountOf(former)).toMatchObject({ firstName, lastName, phoneNumber, email, passwordHash: '!' })
  const { undos, contests } = await rowsOf(former)
  for (const { firstName, lastName, phoneNumber } of [...undos, ...contests])
    expect([firstName, lastName, phoneNumber]).toEqual([null, null, null])
  expect(await stateOfLink('contest', link)).toBe('link-used')
  expect(await register({ ...aPerson(), email: newer.email }, aCaller())).toMatchObject({ ok: true })
})

test('both mailboxes are told the decision, and the event names the operator', async () => {
  const { former, newer } = await contested()
  await settle(former.id, newer.email)
  const { mails, events } = await rowsOf(former)
  const told = mails.filter(({ kind }) => kind === 'contest-settled')
  expect(Object.fromEntries(told.map(({ recipient, data }) => [recipient, data.outcome]))).toEqual({
    [newer.email]: 'won',
    [former.email]: 'lost',
  })
  expect(events.at(-1)).toMatchObject({
    type: 'contest-settled',
    details: { operator: 'grace', to: newer.email },
  })
})

test('an email outside the contest, an uncontested account and an email of another account are refused', async () => {
  const { former, newer } = await contested()
  const before = await rowsOf(former)
  expect(await settle(former.email, 'eve@example.com')).toMatchObject({
    code: 'invalid-input',
    fields: { to: [expect.stringContaining(newer.email)] },
  })
  expect(await rowsOf(former)).toEqual(before)
  const other = await somebodyVerified()
  expect(await settle(other.email, other.email)).toMatchObject({ fields: { user: [expect.any(String)] } })
  expect(await settle('nobody@example.com', 'nobody@example.com')).toMatchObject({ code: 'not-found' })
})

test('a disabled contested account can be settled once it is enabled', async () => {
  const { former, newer } = await contested()
  await changeAccount(former, { disabledAt: sql`now()` })
  expect(await settle(former.email, newer.email)).toMatchObject({
    fields: { user: [expect.stringContaining('enable')] },
  })
  expect((await accountOf(former)).contestedAt).not.toBeNull()
  await changeAccount(former, { disabledAt: null })
  expect(await settle(former.email, newer.email)).toMatchObject({ ok: true })
})

test('an email that another account has verified since cannot win, and the contest goes on', async () => {
  const move = await moved(await somebodyVerified())
  const { contest } = await takenBack(move)
  // Before the contest, anyone who verifies the mailbox gets its email.
  await moved(await somebodyVerified(), move.user.email)
  await contestAccount(contest.id, {})
  expect(await settle(move.user.id, move.user.email)).toMatchObject({ code: 'account-exists' })
  expect((await accountOf(move.user)).contestedAt).not.toBeNull()
  // Called by that same email: it names the contested account, and not the other one.
  const former = (await accountOf(move.user)).email
  expect(await settle(move.user.email, former)).toEqual({ ok: true, value: { email: former } })
})

test('the operator finds the account by either email, and sees who contests it, since when and between whom', async () => {
  const { former, newer } = await contested()
  for (const user of [former.email, newer.email]) {
    expect(await showUser({ user }, operator)).toMatchObject({
      value: {
        user: { id: former.id, contested_at: expect.any(String) },
        contest: { by: newer.email, since: expect.any(String), mailboxes: [former.email, newer.email] },
      },
    })
  }
  const listed = await listUsers({ contested: true, limit: 1000 }, operator)
  if (!listed.ok) throw new Error(listed.code)
  expect(listed.value.users.map(({ id }) => id)).toContain(former.id)
  expect(listed.value.users.every(({ contested_at }) => contested_at)).toBe(true)
  expect(await makeResetLink({ user: former.id }, operator)).toMatchObject({
    fields: { user: [expect.stringContaining('settle')] },
  })
})

test('every mailbox in between is part of the contest, and the contesting one need not win', async () => {
  const a = await somebodyVerified()
  const toB = await moved(a)
  const toC = await moved(toB.user)
  await undoEmailChange(toB.undo.id, {})
  const [{ id, email } = { id: '', email: '' }] = (await rowsOf(a)).contests
  await contestAccount(id, {})
  const third = email === toB.user.email ? toC.user.email : toB.user.email
  expect(await settle(a.id, third)).toMatchObject({ ok: true, value: { email: third } })
})

test('after it is settled, the account can change mailboxes again, be contested again and be settled again', async () => {
  const { former, newer } = await contested()
  await settle(former.id, newer.email)
  const { content } = await composed(await newestEmail('reset-password', newer))
  const token = tokenFor('/reset-password', content)
  expect(await readResetLink(token)).toMatchObject({ state: 'good' })
  await resetPassword({ token, new_password: 'a new password' }, aCaller())
  const { contest } = await takenBack(await moved(await accountOf(newer)))
  await contestAccount(contest.id, {})
  expect(await settle(newer.id, newer.email)).toMatchObject({ ok: true })
})

test('the rows that a contest needs are kept while it goes on, however old', async () => {
  const { former, newer } = await contested()
  const aged = { id: agedId(50), expiresAt: sql`now() - interval '40 days'`, usedAt: sql`now() - interval '45 days'` }
  await query((db) => db.update(emailContests).set(aged).where(eq(emailContests.userId, former.id)))
  await changeAccount(former, { contestedAt: sql`(select used_at from email_contests where user_id = ${former.id})` })
  await sweepOnce({ links: 30, registrations: 7, mails: 90, events: 400 })
  expect(await settle(former.id, newer.email)).toMatchObject({ ok: true })
  await sweepOnce({ links: 30, registrations: 7, mails: 90, events: 400 })
  expect((await rowsOf(former)).contests).toEqual([])
})
