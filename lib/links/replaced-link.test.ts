import { requestDeletion } from '@/db/accounts/account-deletion'
import { queueVerification } from '@/db/accounts/email-verifications'
import { changePasswordHash } from '@/db/accounts/password-change'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import { confirmEmail } from '@/lib/email-change/confirm-email'
import { verifyEmail } from '@/lib/email-verification/verify-email'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink, stateOfLink } from '@/test/links/link-row'
import { requestedChange } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'

test('a newer mail to prove the mailbox replaces the link of the welcome mail [C7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const older = await newestLink('verify-email', user)
  await queueVerification(user.id, 0)
  const newer = await newestLink('verify-email', user)
  expect(await verifyEmail({ token: older.token }, aCaller())).toMatchObject({ code: 'link-replaced' })
  expect(await verifyEmail({ token: newer.token }, aCaller())).toMatchObject({ ok: true })
})

test('a newer change of email replaces the one that was pending [C7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [older, newer] = [await requestedChange(user), await requestedChange(user)]
  expect(await confirmEmail({ token: older.token }, aCaller())).toMatchObject({ code: 'link-replaced' })
  expect(await confirmEmail({ token: newer.token }, aCaller())).toMatchObject({ ok: true, value: { email: newer.to } })
})

test('a newer notice replaces none: each is about something else', async () => {
  const user = await someone({ passwordHash: 'old' })
  await requestedChange(user)
  const older = await newestLink('not-me', user)
  await requestedChange(user)
  expect((await newestLink('not-me', user)).id).not.toBe(older.id)
  expect(await stateOfLink('not-me', older)).toBe('good')
})

test('a newer reset replaces the older, whose “I did not ask for this” stays [C7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  await aResetLink(user)
  const [older, reset] = [await newestLink('not-me', user), await newestLink('password-reset', user)]
  await aResetLink(user)
  expect(await stateOfLink('password-reset', reset)).toBe('link-replaced')
  expect(await stateOfLink('not-me', older)).toBe('good')
  expect(await stateOfLink('not-me', await newestLink('not-me', user))).toBe('good')
})

test('a change of password, a reset and a wish to delete each close what was pending [D4r]', async () => {
  const closings = [
    async (userId: string, sessionId: string) => changePasswordHash(change(userId, sessionId), {}),
    async (_: string, __: string, resetId: string) => spendPasswordReset(resetId, 'new', {}),
    async (userId: string) => requestDeletion({ userId, checkedHash: 'old', afterDays: 14 }, {}),
  ]
  for (const close of closings) {
    const user = await someone({ passwordHash: 'old' })
    await loggedIn(user)
    const pending = await requestedChange(user)
    const reset = await aResetLink(user)
    const [session] = (await rowsOf(user)).sessions
    expect(await close(user.id, session!.id, reset.id)).toBeTruthy()
    expect(await stateOfLink('confirm-email', pending)).toBe('link-replaced')
    expect(await stateOfLink('password-reset', reset)).toMatch(/link-(replaced|used)/)
  }
})

function change(userId: string, sessionId: string) {
  return { userId, sessionId, checkedHash: 'old', nextHash: 'new' }
}
