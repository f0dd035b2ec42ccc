import { sql } from 'drizzle-orm'
import { aPerson } from '@/e2e/support/steps/person'
import { currentUser } from '@/lib/sessions/current-user'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink, stateOfLink } from '@/test/links/link-row'
import { requestedChange, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { confirmEmail } from './confirm-email'

test('the link changes the email to the one that it was sent to, and verifies it [A15]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { token, to } = await requestedChange(user, `Ada.${aPerson().email}`)
  expect(await confirmEmail({ token }, aCaller())).toEqual({
    ok: true,
    value: { message: 'Email address changed successfully', email: to },
  })
  const after = await accountOf(user)
  expect(after).toMatchObject({ email: to, emailCanonical: to.toLowerCase(), emailVerifiedAt: expect.any(Date) })
  expect(after.updatedAt.getTime()).toBeGreaterThan(user.updatedAt.getTime())
  expect(await eventsOf(user)).toContain('email-changed')
})

test('the previous email gets a notice with an undo link and a “This wasn’t me” link [F9]', async () => {
  const user = await somebodyVerified()
  const { token, to } = await requestedChange(user)
  await confirmEmail({ token }, aCaller())
  const { mails, undos, notMeLinks } = await rowsOf(user)
  const { email, emailCanonical } = user
  expect(undos).toMatchObject([{ email, emailCanonical, usedAt: null, replacedAt: null }])
  expect(mails.filter(({ kind }) => kind === 'email-changed')).toMatchObject([
    {
      recipient: email,
      data: { new_email: to, email_undo_id: undos[0]!.id, disavowal_id: notMeLinks.at(-1)!.id },
    },
  ])
  expect(notMeLinks.at(-1)).toMatchObject({ email, resetId: null })
  const days = (undos[0]!.expiresAt.getTime() - Date.now()) / 86_400_000
  expect(Math.abs(days - 7)).toBeLessThan(0.01)
})

test('the change cancels every open link sent to the previous email [D4r]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { token } = await requestedChange(user)
  const verify = await newestLink('verify-email', user)
  const reset = await aResetLink(user)
  const notAsked = await newestLink('not-me', user)
  await confirmEmail({ token }, aCaller())
  expect(await stateOfLink('password-reset', reset)).toBe('link-replaced')
  expect(await stateOfLink('verify-email', verify)).toBe('link-replaced')
  expect(await stateOfLink('not-me', notAsked)).toBe('link-replaced')
  expect(await stateOfLink('confirm-email', { token })).toBe('link-used')
})

test('reset emails are sent again, because the reader of the previous email had stopped them', async () => {
  const user = await someone({ passwordHash: 'old' })
  await changeAccount(user, { resetsMutedUntil: sql`now() + interval '6 hours'` })
  const { token } = await requestedChange(user)
  await confirmEmail({ token }, aCaller())
  expect((await accountOf(user)).resetsMutedUntil).toBeNull()
})

test('sessions stay, because the owner made the change', async () => {
  const user = await someone({ passwordHash: 'old' })
  const session = await loggedIn(user)
  const { token, to } = await requestedChange(user)
  await confirmEmail({ token }, aCaller())
  expect(await currentUser(session)).toMatchObject({ id: user.id, email: to, email_verified: true })
})

test('changing the email to another case and back works like any other change', async () => {
  const user = await somebodyVerified()
  const { token, to } = await requestedChange(user, user.email.toUpperCase())
  expect(await confirmEmail({ token }, aCaller())).toMatchObject({ ok: true, value: { email: to } })
  expect(await accountOf(user)).toMatchObject({ email: to, emailCanonical: user.emailCanonical })
  const back = await requestedChange(await accountOf(user), user.email)
  expect(await confirmEmail({ token: back.token }, aCaller())).toMatchObject({ ok: true })
})

test('an email taken in the meantime is refused, and neither account changes [A3]', async () => {
  const [user, other] = [await somebodyVerified(), await somebodyVerified()]
  const { token } = await requestedChange(user, other.email.toUpperCase())
  const before = [await rowsOf(user), await rowsOf(other)]
  expect(await confirmEmail({ token }, aCaller())).toEqual({ ok: false, code: 'account-exists', fields: {} })
  expect([await rowsOf(user), await rowsOf(other)]).toEqual(before)
})
