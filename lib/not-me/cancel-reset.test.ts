import { sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { queueResetForAddress } from '@/db/outbox/outbox'
import { composeEmail } from '@/lib/outbox/compose/compose-email'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { resendReset } from '@/lib/password-reset/resend-reset'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { RESETS_MUTED_HOURS } from '@/lib/rules/muted-resets'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { composed, emailsFor, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { everyNotice } from '@/test/emails/every-notice'
import { newestLink } from '@/test/links/link-row'
import { somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { notMe } from './not-me'

test('“Cancel reset request” cancels that link and changes nothing else', async () => {
  const user = await somebodyVerified()
  const session = await loggedIn(user)
  const { reset, notAsked } = await mailedReset(user)
  expect(await decline(notAsked)).toMatchObject({ ok: true, value: { message: expect.stringContaining('6 hours') } })
  expect(await readResetLink(reset)).toMatchObject({ state: 'link-replaced' })
  expect(await currentUser(session)).toBeDefined()
  expect(await accountOf(user)).toMatchObject({ email: user.email, passwordHash: user.passwordHash })
  expect((await eventsOf(user)).at(-1)).toBe('password-reset-canceled')
  expect(await decline(notAsked)).toMatchObject({ code: 'link-used' })
})

test('no other reset is emailed for six hours, no matter who requests it and how', async () => {
  const user = await somebodyVerified()
  const { reset, notAsked } = await mailedReset(user)
  await decline(notAsked)
  await resendReset({ token: reset }, aCaller())
  expect(await composeEmail(await newestEmail('reset-password', user))).toEqual({ none: expect.any(String) })
  expect(await asked(user)).toEqual({ none: expect.any(String) })
  expect((await rowsOf(user)).resets).toHaveLength(1)
  const hours = ((await accountOf(user)).resetsMutedUntil!.getTime() - Date.now()) / 3_600_000
  expect(Math.abs(hours - RESETS_MUTED_HOURS)).toBeLessThan(0.01)
})

test('the answer to a request stays the same', async () => {
  const user = await somebodyVerified()
  const ask = () => forgotPassword({ email: user.email }, aCaller())
  const before = await ask()
  await decline((await mailedReset(user)).notAsked)
  expect(await ask()).toEqual(before)
})

test('resets are emailed again after that time', async () => {
  const user = await somebodyVerified()
  await decline((await mailedReset(user)).notAsked)
  await changeAccount(user, { resetsMutedUntil: sql`now() + interval '1 minute'` })
  expect(await asked(user)).toHaveProperty('none')
  await changeAccount(user, { resetsMutedUntil: sql`now() - interval '1 second'` })
  expect(await asked(user)).toMatchObject({ to: user.email })
})

test('logging in with the password lets reset emails be sent again; a failed login does not', async () => {
  const user = await someone()
  const { email, password } = user
  await decline((await mailedReset(user)).notAsked)
  expect(await login({ email, password: 'a wrong password' }, aCaller())).toMatchObject({ ok: false })
  expect(await asked(user)).toHaveProperty('none')
  expect(await login({ email, password }, aCaller())).toMatchObject({ ok: true })
  expect(await asked(user)).toMatchObject({ to: email })
})

test('“This wasn’t me” sends its reset link even while reset emails are stopped', async () => {
  const user = await somebodyVerified()
  await decline((await mailedReset(user)).notAsked)
  await everyNotice['phone-changed'](user)
  await notMe(await newestLink('not-me', user), aCaller())
  expect(await composed(await newestEmail('reset-password', user))).toMatchObject({ to: user.email })
})

test('after a flood of reset emails, canceling from any one of them cancels the newest link and stops further emails', async () => {
  const user = await somebodyVerified()
  const [older, newer] = [await mailedReset(user), await mailedReset(user)]
  expect(await decline(older.notAsked)).toMatchObject({ ok: true })
  expect(await readResetLink(newer.reset)).toMatchObject({ state: 'link-replaced' })
  expect((await accountOf(user)).resetsMutedUntil).not.toBeNull()
})

test('while the password is disabled, reset emails are not stopped, because an emailed link is the only way in', async () => {
  const user = await somebodyVerified()
  await everyNotice['phone-changed'](user)
  await notMe(await newestLink('not-me', user), aCaller())
  const { notAsked } = await mailedReset(user)
  expect(await decline(notAsked)).toMatchObject({ ok: true, value: { message: 'The reset request was canceled.' } })
  expect((await accountOf(user)).resetsMutedUntil).toBeNull()
})

const decline = (token: string) => notMe({ token }, aCaller())

/** What the dispatcher makes of a reset that anyone requests for this email. */
async function asked({ emailCanonical }: User) {
  await queueResetForAddress(emailCanonical, {})
  return composeEmail((await emailsFor(emailCanonical))[0]!)
}

/** The two links in the email of a requested reset. */
async function mailedReset(user: User): Promise<{ reset: string; notAsked: string }> {
  await forgotPassword({ email: user.email }, aCaller())
  const { content } = await composed((await emailsFor(user.emailCanonical))[0]!)
  return { reset: tokenFor('/reset-password', content), notAsked: tokenFor('/not-me', content) }
}
