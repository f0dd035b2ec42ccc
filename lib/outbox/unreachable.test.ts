import { sql } from 'drizzle-orm'
import { confirmEmailChange, undoEmailChange } from '@/db/accounts/email/email-changes'
import { openPasswordReset } from '@/db/accounts/password-resets'
import { NO_PASSWORD, type User } from '@/db/accounts/users'
import { aPerson } from '@/e2e/support/steps/person'
import { resendVerification } from '@/lib/email-verification/resend-verification'
import { verifyEmail } from '@/lib/email-verification/verify-email'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { emailsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { composed, emailsFor, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { everyNotice } from '@/test/emails/every-notice'
import { moved, requestedChange, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { composeEmail } from './compose/compose-email'

const cameBack = { none: expect.stringContaining('could not be delivered') }

test('no reset is sent to an unreachable email, and the requester does not learn that [C1]', async () => {
  const user = await somebodyUnreachable()
  const answers = [user.email, aPerson().email].map((email) => forgotPassword({ email }, aCaller()))
  expect(new Set((await Promise.all(answers)).map((answer) => JSON.stringify(answer))).size).toBe(1)
  const [asked] = await emailsFor(user.emailCanonical)
  expect(asked).toMatchObject({ status: 'queued', userId: null })
  expect(await composeEmail(asked!)).toEqual(cameBack)
  // No link was opened or closed for it; the row stays with the account to say why no email was sent.
  expect(await emailsOf(user, 'reset-password')).toMatchObject([{ id: asked!.id, data: { ip: expect.any(String) } }])
})

test('a postponed reset is not tried again once the email is unreachable', async () => {
  const user = await somebodyVerified()
  await forgotPassword({ email: user.email }, aCaller())
  const [asked] = await emailsFor(user.emailCanonical)
  await composeEmail(asked!)
  const [opened] = await emailsOf(user, 'reset-password')
  await becomeUnreachable(user)
  expect(await composeEmail(opened!)).toEqual(cameBack)
})

test('if an emailed link is the only way in, it is sent anyway', async () => {
  const user = await somebodyUnreachable()
  await changeAccount(user, { passwordHash: NO_PASSWORD })
  const email = { id: user.id, userId: user.id, recipient: user.email, data: {} }
  expect(await openPasswordReset(email, 60)).toMatchObject({ user: { id: user.id } })
})

test('notices are sent to an unreachable email anyway, because they may be all that reaches its owner', async () => {
  const user = await somebodyUnreachable()
  await everyNotice['phone-changed'](user)
  expect(await composed(await newestEmail('phone-changed', user))).toMatchObject({ to: user.email })
})

const ways: Record<string, (user: User) => Promise<unknown>> = {
  'a new email': async (user) => {
    const change = await requestedChange(user)
    await confirmEmailChange(change.id, canonicalEmail(change.to), {})
  },
  'undoing an email change': async (user) => {
    const { user: after, undo } = await moved(user)
    await becomeUnreachable(after)
    await undoEmailChange(undo.id, {})
  },
  'a verification link opened there': async (user) => {
    await resendVerification({}, await aCallerOf(user))
    await becomeUnreachable(user)
    const { content } = await composed(await newestEmail('verify-email', user))
    expect(await verifyEmail({ token: tokenFor('/verify-email', content) }, aCaller())).toMatchObject({ ok: true })
  },
  'a resend that its owner requests': async (user) => {
    const answer = await resendVerification({}, await aCallerOf(user))
    expect(answer).toMatchObject({ ok: true, value: { message: 'We’ve sent you a new link.' } })
    expect(await emailsOf(user, 'verify-email')).toHaveLength(1)
  },
}
for (const [what, go] of Object.entries(ways)) {
  test(`${what} makes an account reachable again, and resets are sent`, async () => {
    const user = await somebodyUnreachable()
    await go(user)
    const after = await accountOf(user)
    expect(after.emailUnreachableAt).toBeNull()
    await forgotPassword({ email: after.email }, aCaller())
    expect(await composed((await emailsFor(after.emailCanonical))[0]!)).toMatchObject({ to: after.email })
  })
}

test('another resend within a minute is refused, and the email stays unreachable [C5]', async () => {
  const user = await somebodyUnreachable()
  const caller = await aCallerOf(user)
  await resendVerification({}, caller)
  await becomeUnreachable(user)
  expect(await resendVerification({}, caller)).toMatchObject({ ok: false, code: 'too-many-requests' })
  expect((await accountOf(user)).emailUnreachableAt).not.toBeNull()
})

async function somebodyUnreachable(): Promise<User> {
  const user = await somebodyVerified()
  await becomeUnreachable(user)
  return accountOf(user)
}

const becomeUnreachable = (user: User) => changeAccount(user, { emailUnreachableAt: sql`now()` })
