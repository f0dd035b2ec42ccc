import { askDeletion } from '@/db/account-deletion'
import { queueVerification } from '@/db/email-verifications'
import { changePasswordHash } from '@/db/password-change'
import { spendPasswordReset } from '@/db/password-resets'
import { rowsOf } from '@/e2e/support/account-rows'
import { aCaller } from '@/e2e/support/caller'
import { askedChange } from '@/e2e/support/email-change'
import { newestLink, stateOfLink } from '@/e2e/support/link-row'
import { aResetLink } from '@/e2e/support/reset-link'
import { signedIn } from '@/e2e/support/signed-in'
import { someone } from '@/e2e/support/someone'
import { expect, test } from '@/e2e/support/unit'
import { confirmEmail } from '@/lib/email-change/confirm-email'
import { verifyEmail } from '@/lib/email-verification/verify-email'

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
  const [older, newer] = [await askedChange(user), await askedChange(user)]
  expect(await confirmEmail({ token: older.token }, aCaller())).toMatchObject({ code: 'link-replaced' })
  expect(await confirmEmail({ token: newer.token }, aCaller())).toMatchObject({ ok: true, value: { email: newer.to } })
})

test('a newer notice replaces none: each is about something else', async () => {
  const user = await someone({ passwordHash: 'old' })
  await askedChange(user)
  const older = await newestLink('not-me', user)
  await askedChange(user)
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
    async (userId: string) => askDeletion({ userId, checkedHash: 'old', afterDays: 14 }, {}),
  ]
  for (const close of closings) {
    const user = await someone({ passwordHash: 'old' })
    await signedIn(user)
    const pending = await askedChange(user)
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
