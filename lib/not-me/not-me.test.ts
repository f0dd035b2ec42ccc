import { sql } from 'drizzle-orm'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { currentUser } from '@/lib/sessions/current-user'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { everyNotice } from '@/test/emails/every-notice'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink, stateOfLink } from '@/test/links/link-row'
import { moved, requestedChange, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { notMe } from './not-me'

const press = ({ token }: { token: string }) => notMe({ token }, aCaller())

for (const [kind, happens] of Object.entries(everyNotice)) {
  test(`“This wasn’t me” in ${kind} secures the account for the email that got the notice`, async () => {
    const user = await somebodyVerified()
    await happens(user)
    const link = await newestLink('not-me', user)
    // The request to delete the account has already ended them all.
    const session = kind === 'account-deletion-requested' ? undefined : await sessionNow(user)
    expect(await press(link)).toMatchObject({ ok: true, value: { email: user.email } })
    const after = await accountOf(user)
    const { email, emailCanonical } = user
    expect(after).toMatchObject({ email, emailCanonical, deletionDueAt: null, passwordHash: '!' })
    expect(await currentUser(session)).toBeUndefined()
    expect((await rowsOf(user)).sessions).toEqual([])
    expect((await newestEmail('reset-password', user)).recipient).toBe(user.email)
    expect((await eventsOf(user)).at(-1)).toBe('not-me')
  })
}

test('every session ends, of browsers and API clients', async () => {
  const user = await somebodyVerified()
  const devices = [await loggedIn(user, 'browser'), await loggedIn(user, 'api')]
  await everyNotice['phone-changed'](user)
  await press(await newestLink('not-me', user))
  for (const device of devices) expect(await currentUser(device)).toBeUndefined()
})

test('everything pending is canceled: an email change, a reset, and the account’s deletion', async () => {
  const user = await somebodyVerified()
  const [change, reset] = [await requestedChange(user), await aResetLink(user)]
  await everyNotice['phone-changed'](user)
  const link = await newestLink('not-me', user)
  await changeAccount(user, { deletionDueAt: sql`now() + interval '14 days'` })
  await press(link)
  expect(await stateOfLink('confirm-email', change)).toBe('link-replaced')
  expect(await stateOfLink('password-reset', reset)).toBe('link-replaced')
  expect((await accountOf(user)).deletionDueAt).toBeNull()
})

test('the link in the notice of an email change restores the previous email, and the new one gets no reset', async () => {
  const before = await somebodyVerified()
  const { user, notMe: link } = await moved(before)
  await press(link)
  expect(await accountOf(user)).toMatchObject({ email: before.email, emailCanonical: before.emailCanonical })
  const { to } = await composed(await newestEmail('reset-password', user))
  expect(to).toBe(before.email)
})

test('the reset email that follows has a working link, even if reset emails were stopped before', async () => {
  const user = await somebodyVerified()
  await everyNotice['phone-changed'](user)
  await changeAccount(user, { resetsMutedUntil: sql`now() + interval '6 hours'` })
  await press(await newestLink('not-me', user))
  const { to, content } = await composed(await newestEmail('reset-password', user))
  expect(to).toBe(user.email)
  expect(await readResetLink(tokenFor('/reset-password', content))).toMatchObject({ state: 'good' })
  expect((await accountOf(user)).resetsMutedUntil).toBeNull()
})

test('other accounts do not change', async () => {
  const [user, bystander] = [await somebodyVerified(), await somebodyVerified()]
  await loggedIn(bystander)
  await requestedChange(bystander)
  const before = await rowsOf(bystander)
  await everyNotice['phone-changed'](user)
  await press(await newestLink('not-me', user))
  expect(await rowsOf(bystander)).toEqual(before)
})

test('if another account uses the email by now, nothing is changed [A3]', async () => {
  const before = await somebodyVerified()
  const { user, notMe: link } = await moved(before)
  const other = await somebodyVerified()
  await changeAccount(other, { email: before.email, emailCanonical: before.emailCanonical })
  const rows = await rowsOf(user)
  expect(await press(link)).toMatchObject({ code: 'account-exists' })
  expect(await rowsOf(user)).toEqual(rows)
})

/** A session of someone who knows the current password. */
async function sessionNow(user: { id: string }) {
  return loggedIn(await accountOf(user))
}
