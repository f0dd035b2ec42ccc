import { sql } from 'drizzle-orm'
import { confirmEmailChange } from '@/db/accounts/email/email-changes'
import { aPerson } from '@/e2e/support/steps/person'
import { register } from '@/lib/accounts/register'
import { exportData } from '@/lib/data-export/export-data'
import { signLinkToken } from '@/lib/links/mailed-link'
import { notMe } from '@/lib/not-me/not-me'
import { composeEmail } from '@/lib/outbox/compose/compose-email'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { updateProfile } from '@/lib/profile/update-profile'
import { login } from '@/lib/sessions/login/login'
import { whoAmI } from '@/lib/sessions/who-am-i'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { emailsFor } from '@/test/emails/composed-emails'
import { aResetLink } from '@/test/links/a-reset-link'
import { filledInByVictim, undo } from '@/test/links/filled-in-by-victim'
import { type MadeLink, newestLink } from '@/test/links/link-row'
import { moved, requestedChange, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { contest } from './contest'

const contests = ({ token }: MadeLink) => contest({ token }, aCaller())

test('a contest closes the account to both sides (login, reset, undo, changes, data, bearer tokens) and notifies both [D6r]', async () => {
  const { attacker, victim, undo: link, user, notMe: button } = await filledInByVictim()
  await undo(link)
  const reset = await aResetLink(await accountOf(user))
  await resetPassword({ token: reset.token, new_password: 'the phrase of the attacker' }, aCaller())
  const caller = await aCallerOf(await accountOf(user))
  const change = await requestedChange(await accountOf(user))
  const otherReset = await aResetLink(await accountOf(user))
  expect(await contests(await newestLink('contest', user))).toMatchObject({ ok: true })

  expect((await accountOf(user)).contestedAt).not.toBeNull()
  const closed = { code: 'unauthenticated' }
  expect(await whoAmI({}, caller)).toMatchObject(closed)
  expect(await exportData({}, caller)).toMatchObject(closed)
  expect(await updateProfile({ first_name: 'Eve' }, caller)).toMatchObject(closed)
  for (const email of [attacker.email, user.email]) {
    for (const password of ['the phrase of the attacker', 'the phrase of the victim', attacker.password]) {
      expect(await login({ email, password }, aCaller())).toEqual({
        ok: false,
        code: 'invalid-credentials',
        fields: {},
      })
    }
    await forgotPassword({ email }, aCaller())
    const [asked] = await emailsFor(email)
    expect(await composeEmail(asked!)).toMatchObject({ row: 'removed' })
  }
  const spent = await resetPassword({ token: otherReset.token, new_password: 'another phrase' }, aCaller())
  expect(spent).toMatchObject({ code: 'link-replaced' })
  expect(await undo(link)).toMatchObject({ code: 'link-used' })
  expect(await notMe({ token: button.token }, aCaller())).toMatchObject({ ok: false })
  expect(await confirmEmailChange(change.id, change.to, {})).toBeUndefined()
  expect((await rowsOf(user)).sessions).toEqual([])
  const told = (await rowsOf(user)).mails.filter(({ kind }) => kind === 'account-contested')
  expect(told.map(({ recipient }) => recipient).sort()).toEqual([attacker.email, user.email].sort())
  // Each email greets its reader by the name they had entered themselves.
  for (const { recipient, data } of told) {
    expect(data.first_name).toBe(recipient === user.email ? victim.first_name : attacker.firstName)
  }
  expect((await eventsOf(user)).at(-1)).toBe('contest')
})

test('a contest cancels a deletion requested by the previous owner', async () => {
  const { user, contest: link } = await takenBack(await moved(await somebodyVerified()))
  await changeAccount(user, { deletionDueAt: sql`now() + interval '1 hour'` })
  await contests(link)
  expect((await accountOf(user)).deletionDueAt).toBeNull()
})

test('a change can be contested only once, and not after the account has changed to that email again', async () => {
  const a = await somebodyVerified()
  const toB = await moved(a)
  const { user, contest: first } = await takenBack(toB)
  const again = await moved(user, toB.user.email)
  expect(await contests(first)).toMatchObject({ code: 'link-replaced' })
  const { contest: second } = await takenBack(again)
  expect(await contests(second)).toMatchObject({ ok: true })
  expect(await contests(second)).toMatchObject({ code: 'link-used' })
})

test('a second email that contests finds the account already closed and is still notified', async () => {
  const a = await somebodyVerified()
  const toB = await moved(a)
  await moved(toB.user)
  await undo(toB.undo)
  const [one, other] = (await rowsOf(a)).contests
  const tokens = await Promise.all(
    [one!, other!].map(async (row) => ({
      id: row.id,
      token: await signLinkToken('contest', { ...row, subject: a.id }),
    })),
  )
  expect(await contests(tokens[0]!)).toMatchObject({ ok: true })
  expect(await contests(tokens[1]!)).toMatchObject({ code: 'link-replaced' })
  expect((await rowsOf(a)).mails.filter(({ kind }) => kind === 'account-contested')).toHaveLength(3)
})

test('while an account is contested nobody else can use the email of either side', async () => {
  const before = await somebodyVerified()
  const move = await moved(before)
  const { user } = move
  const { contest: link } = await takenBack(move)
  expect(await register({ ...aPerson(), email: user.email }, aCaller())).toMatchObject({ code: 'account-exists' })
  await contests(link)
  const other = await somebodyVerified()
  const wish = await requestedChange(other, user.email)
  expect(await confirmEmailChange(wish.id, user.email, {})).toBe('taken')
})
