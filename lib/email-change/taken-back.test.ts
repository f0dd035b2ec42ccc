import { aPerson } from '@/e2e/support/steps/person'
import { register } from '@/lib/accounts/register'
import { notMe } from '@/lib/not-me/not-me'
import { updateProfile } from '@/lib/profile/update-profile'
import { login } from '@/lib/sessions/login/login'
import { accountOf } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { filledInByVictim, undo } from '@/test/links/filled-in-by-victim'
import { stateOfLink } from '@/test/links/link-row'
import { moved, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

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
