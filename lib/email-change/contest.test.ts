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
import { someone } from '@/test/accounts/someone'
import { composed, emailsFor, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { aResetLink } from '@/test/links/a-reset-link'
import { changeLink, linkRow, type MadeLink, newestLink, stateOfLink } from '@/test/links/link-row'
import { moved, requestedChange, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { contest } from './contest'
import { undoEmail } from './undo-email'

const undo = ({ token }: MadeLink) => undoEmail({ token }, aCaller())
const contests = ({ token }: MadeLink) => contest({ token }, aCaller())
/** An attacker's account that a victim took for their own: they verified its email, reset the password and entered their details. */
async function filledInByVictim() {
  const attacker = await someone()
  const move = await moved(attacker)
  const reset = await aResetLink(move.user)
  expect(
    await resetPassword({ token: reset.token, new_password: 'the phrase of the victim' }, aCaller()),
  ).toMatchObject({ ok: true })
  const victim = { ...aPerson(), first_name: 'Vera' }
  const { first_name, last_name, phone_number } = victim
  const caller = await aCallerOf(await accountOf(attacker))
  await updateProfile({ first_name, last_name, phone_number }, caller)
  return { attacker, victim, caller, ...move }
}

test('taking an account back restores it as it was, without the password or data of its owner in between [D4r]', async () => {
  const { attacker, undo: link, user } = await filledInByVictim()
  expect(await undo(link)).toMatchObject({ ok: true })
  const { firstName, lastName, phoneNumber, email } = attacker
  expect(await accountOf(user)).toMatchObject({ firstName, lastName, phoneNumber, email, passwordHash: '!' })
  for (const password of ['the phrase of the victim', attacker.password]) {
    expect(await login({ email, password }, aCaller())).toMatchObject({ code: 'invalid-credentials' })
  }
  expect((await newestEmail('reset-password', user)).recipient).toBe(email)
  const { content } = await composed(await newestEmail('reset-password', user))
  expect(content.text).not.toContain('Vera')
})

test('“This wasn’t me” in the previous email reveals no more than an undo', async () => {
  const { attacker, user, notMe: link } = await filledInByVictim()
  expect(await notMe({ token: link.token }, aCaller())).toMatchObject({ ok: true })
  const { firstName, lastName, phoneNumber } = attacker
  expect(await accountOf(user)).toMatchObject({ firstName, lastName, phoneNumber })
  expect((await newestEmail('account-taken-back', user)).recipient).toBe(user.email)
})

test('the email that loses the account is notified, with a link to contest that only it gets', async () => {
  const { user, undo: link } = await moved(await somebodyVerified())
  await undo(link)
  const mail = await newestEmail('account-taken-back', user)
  const { to, content } = await composed(mail)
  expect(to).toBe(user.email)
  expect(await stateOfLink('contest', { token: tokenFor('/contest', content) })).toBe('good')
  // No link that would take the account away again.
  expect(content.text).not.toContain('/not-me')
  expect(content.text).not.toContain('/undo-email')
})

test('each email in between whose undo link is canceled is notified too', async () => {
  const a = await somebodyVerified()
  const toB = await moved(a)
  const toC = await moved(toB.user)
  await undo(toB.undo)
  const told = (await rowsOf(a)).mails.filter(({ kind }) => kind === 'account-taken-back')
  expect(told.map(({ recipient }) => recipient).sort()).toEqual([toB.user.email, toC.user.email].sort())
})

test('no notice is sent if only the case of the email changed', async () => {
  const before = await somebodyVerified()
  const { user, undo: link } = await moved(before, before.email.toUpperCase())
  await undo(link)
  expect((await rowsOf(user)).contests).toEqual([])
})

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

test('a reset by the new email shortens the older links, but never below three days from the change', async () => {
  const { user, undo: link, notMe: button } = await moved(await somebodyVerified())
  const hours = async (purpose: 'undo-email' | 'not-me', { id }: MadeLink) =>
    Math.round(((await linkRow(purpose, id))!.expiresAt.getTime() - Date.now()) / 3_600_000)
  expect([await hours('undo-email', link), await hours('not-me', button)]).toEqual([168, 168])
  const { token } = await aResetLink(user)
  const own = await newestLink('not-me', user)
  await resetPassword({ token, new_password: 'a new password' }, aCaller())
  expect([await hours('undo-email', link), await hours('not-me', button)]).toEqual([72, 72])
  expect(await hours('not-me', own)).toBe(168)
})

test('a later reset leaves the older links one day', async () => {
  const { user, undo: link } = await moved(await somebodyVerified())
  const at = (days: number) => sql`now() + make_interval(days => ${days})`
  await changeLink('undo-email', link.id, { createdAt: at(-5), expiresAt: at(2) })
  const { token } = await aResetLink(user)
  await resetPassword({ token, new_password: 'a new password' }, aCaller())
  const hours = ((await linkRow('undo-email', link.id))!.expiresAt.getTime() - Date.now()) / 3_600_000
  expect(Math.round(hours)).toBe(24)
})

test('a password not changed since then is kept, because its owner is undoing their own mistake', async () => {
  const before = await someone()
  const { user, undo: link } = await moved(before)
  await undo(link)
  expect((await accountOf(user)).passwordHash).toBe(before.passwordHash)
})

test('a phone number that another account uses by now stays there, and the restored account gets a placeholder', async () => {
  const before = await somebodyVerified()
  const { user, undo: link } = await moved(before)
  await updateProfile({ phone_number: aPerson().phone_number }, await aCallerOf(user))
  await register({ ...aPerson(), phone_number: before.phoneNumber }, aCaller())
  expect(await undo(link)).toMatchObject({ ok: true })
  expect((await accountOf(user)).phoneNumber).toMatch(/^000\d{12}$/)
})

test('where a phone number is not required, the restored account then has none', async () => {
  const before = await somebodyVerified()
  const { user, undo: link } = await moved(before)
  await updateProfile({ phone_number: aPerson().phone_number }, await aCallerOf(user))
  await register({ ...aPerson(), phone_number: before.phoneNumber }, aCaller())
  expect(await withSettings({ PHONE_NUMBER: 'optional' }, () => undo(link))).toMatchObject({ ok: true })
  expect((await accountOf(user)).phoneNumber).toBeNull()
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
