import { eq, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import { queueNotice } from '@/db/outbox/notices'
import { emailUndos, notMeLinks } from '@/db/schema'
import { startSession } from '@/db/sessions/start-session'
import { onPostgres } from '@/e2e/support/needs'
import { accountOf } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { atOnce, rounds } from '@/test/at-once'
import { everyNotice } from '@/test/emails/every-notice'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink, stateOfLink } from '@/test/links/link-row'
import { moved, requestedChange, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { confirmEmailChange, undoEmailChange } from './email/email-changes'
import { lockUser } from './live-account'
import { cancelReset, secureAccount } from './not-me'
import type { User } from './users'

test('a login that began before “This wasn’t me” leaves no session behind [D6r]', async () => {
  let before = 0
  for (const round of rounds(24)) {
    const user = await somebodyVerified()
    await everyNotice['phone-changed'](user)
    const { id } = await newestLink('not-me', user)
    // Some logins come before the button, some after it, and some during it.
    const place = round % 8
    const done = await atOnce(9, async (index) =>
      index === place ? Boolean(await secureAccount(id, user.emailCanonical, {})) : login(user, index),
    )
    expect(done[place]).toBe(true)
    before += done.filter(Boolean).length - 1
    expect((await rowsOf(user)).sessions).toEqual([])
  }
  // Otherwise the button always came first, and nothing was tested.
  expect(before).toBeGreaterThan(0)
})

test('of ten clicks on one button at once exactly one takes effect, and one reset is emailed [D2r]', async () => {
  const user = await somebodyVerified()
  await everyNotice['phone-changed'](user)
  const { id } = await newestLink('not-me', user)
  const done = await atOnce(10, () => secureAccount(id, user.emailCanonical, {}))
  expect(done.filter(Boolean)).toHaveLength(1)
  expect((await rowsOf(user)).mails.filter(({ kind }) => kind === 'reset-password')).toHaveLength(1)
})

test('of ten cancellations of one reset at once exactly one takes effect [D2r]', async () => {
  const user = await somebodyVerified()
  await aResetLink(user)
  const { id } = await newestLink('not-me', user)
  const done = await atOnce(10, () => cancelReset(id, 60, {}))
  expect(done.filter(Boolean)).toHaveLength(1)
  expect((await rowsOf(user)).events.filter(({ type }) => type === 'password-reset-canceled')).toHaveLength(1)
})

test('“This wasn’t me”, an undo and a verified change at once leave the account to the older mailbox [D4r]', async () => {
  for (const round of rounds(10)) {
    const before = await somebodyVerified()
    const { user, undo, notMe } = await moved(before)
    const change = await requestedChange(user)
    const uses = [
      () => secureAccount(notMe.id, before.emailCanonical, {}),
      () => undoEmailChange(undo.id, {}),
      () => confirmEmailChange(change.id, change.to, {}),
    ]
    await atOnce(9, (index) => uses[(index + round) % 3]!())
    expect(await accountOf(user)).toMatchObject({ email: before.email, passwordHash: '!' })
  }
})

test('if the last step of the button fails, none of the others has taken effect [J3]', async () => {
  const user = await somebodyVerified()
  await login(user, 0)
  await everyNotice['phone-changed'](user)
  const { id } = await newestLink('not-me', user)
  const before = await rowsOf(user)
  // PostgreSQL's text cannot contain NUL, so writing the event fails after everything else was written.
  await expect(secureAccount(id, user.emailCanonical, { userAgent: 'a\u0000b' })).rejects.toThrow()
  expect(await rowsOf(user)).toEqual(before)
})

test('a login that waited for an email change sends the newer mailbox no link that outlasts the undo [D4r]', {
  tag: onPostgres,
}, async () => {
  const before = await somebodyVerified()
  const change = await requestedChange(before)
  // A login with an email change in the middle: it began before the change, and continues when the change is done.
  await transaction(async (tx) => {
    await tx.select({ began: sql`now()` }).from(sql`(select 1) as one`)
    await confirmEmailChange(change.id, change.to, {})
    const user = await lockUser(tx, before.id, { strength: 'share' })
    await queueNotice(tx, 'new-device', user!, {})
  })
  const toNewer = await newestLink('not-me', before)
  await undoEmailChange((await newestLink('undo-email', before)).id, {})
  // It would take the account away again.
  expect(await stateOfLink('not-me', toNewer)).toBe('link-replaced')
})

test('links are ordered to the microsecond, so a button in the newer mailbox leaves the undo alone [D4r]', async () => {
  const before = await somebodyVerified()
  const change = await requestedChange(before)
  await confirmEmailChange(change.id, change.to, {})
  const undo = await newestLink('undo-email', before)
  await everyNotice['phone-changed'](await accountOf(before))
  const notMe = await newestLink('not-me', before)
  await query(async (db) => {
    const undoAt = db.select({ at: emailUndos.createdAt }).from(emailUndos).where(eq(emailUndos.id, undo.id))
    const createdAt = sql`(${undoAt}) + interval '1 microsecond'`
    await db.update(notMeLinks).set({ createdAt }).where(eq(notMeLinks.id, notMe.id))
  })
  await secureAccount(notMe.id, change.to, {})
  expect(await stateOfLink('undo-email', undo)).toBe('good')
})

function login({ id, passwordHash }: User, index: number) {
  const session = { userId: id, tokenHash: `${id}/${index}`, kind: 'browser' as const, lifetimeDays: 30 }
  return startSession(session, { checkedHash: passwordHash }, {})
}
