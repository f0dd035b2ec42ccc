import { sql } from 'drizzle-orm'
import { spendEmailVerification } from '@/db/accounts/email/email-verifications'
import { race } from '@/e2e/support/needs'
import { currentUser } from '@/lib/sessions/current-user'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { newestLink } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { readVerificationLink } from './verification-link'
import { verifyEmail } from './verify-email'

test('the link in the welcome email verifies the email without a password [A15]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const session = await loggedIn(user)
  const { to, content } = await composed(await newestEmail('welcome', user))
  expect(to).toBe(user.email)
  expect(await currentUser(session)).toMatchObject({ email_verified: false })
  const result = await verifyEmail({ token: tokenFor('/verify-email', content) }, aCaller())
  expect(result).toMatchObject({ ok: true, value: { email: user.email, userId: user.id, of: 'account' } })
  expect(await currentUser(session)).toMatchObject({ email_verified: true })
  expect((await eventsOf(user)).at(-1)).toBe('verify-email')
})

test('of ten concurrent uses of one link exactly one is recorded [D2r]', { tag: race }, async () => {
  const user = await someone({ passwordHash: 'old' })
  const { id } = await newestLink('verify-email', user)
  const done = await atOnce(10, () => spendEmailVerification(id, {}))
  expect(done.filter(Boolean)).toHaveLength(1)
  expect((await eventsOf(user)).filter((type) => type === 'verify-email')).toHaveLength(1)
})

test('an email verified before keeps its date', async () => {
  const user = await someone({ passwordHash: 'old' })
  const at = new Date('2026-01-02T03:04:05Z')
  await changeAccount(user, { emailVerifiedAt: at })
  await verifyEmail({ token: (await newestLink('verify-email', user)).token }, aCaller())
  expect((await accountOf(user)).emailVerifiedAt).toEqual(at)
})

test('an email can be verified while registration is closed', async () => {
  const { token } = await newestLink('verify-email', await someone({ passwordHash: 'old' }))
  await withSettings({ REGISTRATION: 'closed' }, async () =>
    expect(await verifyEmail({ token }, aCaller())).toMatchObject({ ok: true }),
  )
})

test('a link that no longer works says whether the email is verified by now [D8r]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { id, token } = await newestLink('verify-email', user)
  const dead = { of: 'account', email: user.email }
  await spendEmailVerification(id, {})
  expect(await readVerificationLink(token, undefined)).toEqual({ state: 'link-used', ...dead, verified: true })
  await changeAccount(user, { emailVerifiedAt: null })
  expect(await readVerificationLink(token, undefined)).toEqual({ state: 'link-used', ...dead, verified: false })
  await changeAccount(user, { disabledAt: sql`now()` })
  expect(await readVerificationLink(token, undefined)).toEqual({ state: 'link-invalid' })
})

test('verifying changes nothing else', async () => {
  const user = await someone({ passwordHash: 'old' })
  await loggedIn(user)
  const before = await rowsOf(user)
  await verifyEmail({ token: (await newestLink('verify-email', user)).token }, aCaller())
  const after = await rowsOf(user)
  expect(after).toMatchObject({ user: { ...before.user, emailVerifiedAt: expect.any(Date) }, mails: before.mails })
  expect(after.sessions).toEqual(before.sessions)
})
