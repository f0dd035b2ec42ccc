import { eq } from 'drizzle-orm'
import { requestDeletion } from '@/db/accounts/account-deletion'
import { confirmEmailChange, undoEmailChange } from '@/db/accounts/email/email-changes'
import { queueVerification } from '@/db/accounts/email/email-verifications'
import { secureAccount } from '@/db/accounts/not-me'
import { changePasswordHash } from '@/db/accounts/password-change'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import { query } from '@/db/connection/client'
import { disableUserBy } from '@/db/operator/changes/operator-changes'
import { emails } from '@/db/schema'
import { confirmEmail } from '@/lib/email-change/confirm-email'
import { verifyEmail } from '@/lib/email-verification/verify-email'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { linkRow, newestLink, stateOfLink } from '@/test/links/link-row'
import { moved, requestedChange } from '@/test/links/requested-change'
import { anAct } from '@/test/operator/an-act'
import { expect, test } from '@/test/unit'

test('a newer verification email replaces the link in the welcome email [C7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const older = await newestLink('verify-email', user)
  await queueVerification(user.id, 0)
  const newer = await newestLink('verify-email', user)
  expect(await verifyEmail({ token: older.token }, aCaller())).toMatchObject({ code: 'link-replaced' })
  expect(await verifyEmail({ token: newer.token }, aCaller())).toMatchObject({ ok: true })
})

test('a newer email change replaces the pending one [C7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [older, newer] = [await requestedChange(user), await requestedChange(user)]
  expect(await confirmEmail({ token: older.token }, aCaller())).toMatchObject({ code: 'link-replaced' })
  expect(await confirmEmail({ token: newer.token }, aCaller())).toMatchObject({ ok: true, value: { email: newer.to } })
})

test('a newer notice replaces no earlier one, because each is about a different event', async () => {
  const user = await someone({ passwordHash: 'old', verified: true })
  await requestedChange(user)
  const older = await newestLink('not-me', user)
  await query((db) => db.update(emails).set({ status: 'sent' }).where(eq(emails.userId, user.id)))
  await requestedChange(user)
  expect((await newestLink('not-me', user)).id).not.toBe(older.id)
  expect(await stateOfLink('not-me', older)).toBe('good')
})

test('a newer reset link replaces the older one, whose “Cancel reset request” link still works [C7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  await aResetLink(user)
  const [older, reset] = [await newestLink('not-me', user), await newestLink('password-reset', user)]
  await aResetLink(user)
  expect(await stateOfLink('password-reset', reset)).toBe('link-replaced')
  expect(await stateOfLink('not-me', older)).toBe('good')
  expect(await stateOfLink('not-me', await newestLink('not-me', user))).toBe('good')
})

/** The events that must cancel pending links; links that undo or contest a change are canceled only by each other. */
const closings: Record<string, (open: Opened) => Promise<unknown>> = {
  'a password change': ({ user, sessionId }) =>
    changePasswordHash({ userId: user.id, sessionId, checkedHash: 'old', nextHash: 'new' }, {}),
  'a reset': ({ reset }) => spendPasswordReset(reset.id, 'new', {}),
  'an email change': ({ pending }) => confirmEmailChange(pending.id, canonicalEmail(pending.to), {}),
  'an undo of an email change': ({ undo }) => undoEmailChange(undo.id, {}),
  '“This wasn’t me”': ({ user, notMe }) => secureAccount(notMe.id, user.emailCanonical, {}),
  'a deletion request': ({ user }) => requestDeletion({ userId: user.id, checkedHash: 'old', afterDays: 14 }, {}),
  'an operator who disables the account': ({ user }) => disableUserBy(anAct('root'), user.id),
}

for (const [what, close] of Object.entries(closings)) {
  test(`${what} cancels every link emailed before that verifies, changes or resets something [D4r]`, async () => {
    const opened = await everyLink()
    expect(await close(opened)).toBeTruthy()
    const { verify, pending, reset } = opened
    for (const [purpose, { id }] of [
      ['verify-email', verify],
      ['confirm-email', pending],
      ['password-reset', reset],
    ] as const) {
      const row = await linkRow(purpose, id)
      expect(row?.usedAt ?? row?.replacedAt, purpose).toBeInstanceOf(Date)
    }
  })
}

test('a password change and a reset keep the links that undo or contest earlier changes', async () => {
  for (const what of ['a password change', 'a reset']) {
    const opened = await everyLink()
    await closings[what]!(opened)
    expect(await stateOfLink('undo-email', opened.undo)).toBe('good')
    expect(await stateOfLink('not-me', opened.notMe)).toBe('good')
  }
})

type Opened = Awaited<ReturnType<typeof everyLink>>

/** An account whose email was changed once, with an open link of each kind. */
async function everyLink() {
  const { user, undo, notMe } = await moved(await someone({ passwordHash: 'old' }))
  await loggedIn(user)
  await changeAccount(user, { emailVerifiedAt: null })
  await queueVerification(user.id, 0)
  const [session] = (await rowsOf(user)).sessions
  const links = { pending: await requestedChange(user), verify: await newestLink('verify-email', user) }
  return { user, undo, notMe, sessionId: session!.id, ...links, reset: await aResetLink(user) }
}
