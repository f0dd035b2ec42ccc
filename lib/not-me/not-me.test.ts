import { sql } from 'drizzle-orm'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { currentUser } from '@/lib/sessions/current-user'
import { aCaller } from '@/test/accounts/a-caller'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { signedIn } from '@/test/accounts/logged-in'
import { composed, newestMail, tokenFor } from '@/test/emails/composed-emails'
import { noticed } from '@/test/emails/every-notice'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink, stateOfLink } from '@/test/links/link-row'
import { askedChange, moved, somebodyProven } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { notMe } from './not-me'

const press = ({ token }: { token: string }) => notMe({ token }, aCaller())

for (const [kind, happens] of Object.entries(noticed)) {
  test(`the button of ${kind} gives the account to the mailbox that the notice went to`, async () => {
    const user = await somebodyProven()
    await happens(user)
    const link = await newestLink('not-me', user)
    // A wish to be deleted has ended them all already.
    const session = kind === 'deletion-asked' ? undefined : await sessionNow(user)
    expect(await press(link)).toMatchObject({ ok: true, value: { email: user.email } })
    const after = await accountOf(user)
    const { email, emailCanonical } = user
    expect(after).toMatchObject({ email, emailCanonical, deletionDueAt: null, passwordHash: '!' })
    expect(await currentUser(session)).toBeUndefined()
    expect((await rowsOf(user)).sessions).toEqual([])
    expect((await newestMail('reset-password', user)).recipient).toBe(user.email)
    expect((await eventsOf(user)).at(-1)).toBe('not-me')
  })
}

test('every session and every bearer ends', async () => {
  const user = await somebodyProven()
  const devices = [await signedIn(user, 'browser'), await signedIn(user, 'api')]
  await noticed['phone-changed'](user)
  await press(await newestLink('not-me', user))
  for (const device of devices) expect(await currentUser(device)).toBeUndefined()
})

test('what is pending is cancelled: a change of email, a reset, and the deletion of the account', async () => {
  const user = await somebodyProven()
  const [change, reset] = [await askedChange(user), await aResetLink(user)]
  await noticed['phone-changed'](user)
  const link = await newestLink('not-me', user)
  await changeAccount(user, { deletionDueAt: sql`now() + interval '14 days'` })
  await press(link)
  expect(await stateOfLink('confirm-email', change)).toBe('link-replaced')
  expect(await stateOfLink('password-reset', reset)).toBe('link-replaced')
  expect((await accountOf(user)).deletionDueAt).toBeNull()
})

test('the address comes back when the notice of the change says so, and the newer mailbox gets no reset', async () => {
  const before = await somebodyProven()
  const { user, notMe: link } = await moved(before)
  await press(link)
  expect(await accountOf(user)).toMatchObject({ email: before.email, emailCanonical: before.emailCanonical })
  const { to } = await composed(await newestMail('reset-password', user))
  expect(to).toBe(before.email)
})

test('the mail that follows brings a link that sets a new password, though resets were muted before', async () => {
  const user = await somebodyProven()
  await noticed['phone-changed'](user)
  await changeAccount(user, { resetsMutedUntil: sql`now() + interval '6 hours'` })
  await press(await newestLink('not-me', user))
  const { to, content } = await composed(await newestMail('reset-password', user))
  expect(to).toBe(user.email)
  expect(await readResetLink(tokenFor('/reset-password', content))).toMatchObject({ state: 'good' })
  expect((await accountOf(user)).resetsMutedUntil).toBeNull()
})

test('another account is not touched', async () => {
  const [user, bystander] = [await somebodyProven(), await somebodyProven()]
  await signedIn(bystander)
  await askedChange(bystander)
  const before = await rowsOf(bystander)
  await noticed['phone-changed'](user)
  await press(await newestLink('not-me', user))
  expect(await rowsOf(bystander)).toEqual(before)
})

test('an address that somebody else has by now is not taken from them, and nothing else is done [A3]', async () => {
  const before = await somebodyProven()
  const { user, notMe: link } = await moved(before)
  const other = await somebodyProven()
  await changeAccount(other, { email: before.email, emailCanonical: before.emailCanonical })
  const rows = await rowsOf(user)
  expect(await press(link)).toMatchObject({ code: 'account-exists' })
  expect(await rowsOf(user)).toEqual(rows)
})

/** A session as somebody has it who knows the password of now. */
async function sessionNow(user: { id: string }) {
  return signedIn(await accountOf(user))
}
