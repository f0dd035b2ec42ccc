import { eq, like, sql } from 'drizzle-orm'
import { queueVerification } from '@/db/accounts/email/email-verifications'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { emails, throttles } from '@/db/schema'
import { race } from '@/e2e/support/needs'
import { composeEmail } from '@/lib/outbox/compose/compose-email'
import { changeAccount } from '@/test/accounts/account-now'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { newestLink, stateOfLink } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { resendVerification } from './resend-verification'
import { verifyEmail } from './verify-email'

test('a new link is sent to the email on file and replaces the previous one [C7, A5]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const former = await newestLink('verify-email', user)
  expect(await resendVerification({}, await aCallerOf(user))).toMatchObject({ ok: true })
  expect(await stateOfLink('verify-email', former)).toBe('link-replaced')
  const { to, content } = await composed(await newestEmail('verify-email', user))
  expect(to).toBe(user.email)
  expect(await verifyEmail({ token: tokenFor('/verify-email', content) }, aCaller())).toMatchObject({ ok: true })
})

test('the eleventh request in a day is refused, however far apart they are [C5]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const caller = await aCallerOf(user)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    expect(await resendVerification({}, caller)).toMatchObject({ ok: true })
    const ofDay = like(throttles.key, `verification-mail/account/86400/${user.id}`)
    await query((db) => db.update(throttles).set({ points: 10 }).where(ofDay))
    await lastAskedAgo(user, 61)
    expect(await resendVerification({}, caller)).toMatchObject({ ok: false, code: 'too-many-requests' })
    expect(await emailsOf(user, 'verify-email')).toHaveLength(1)
  })
})

test('another request within a minute is refused with the time to wait, and replaces nothing [C5]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const caller = await aCallerOf(user)
  await resendVerification({}, caller)
  const link = await newestLink('verify-email', user)
  await lastAskedAgo(user, 20)
  const refusal = await resendVerification({}, caller)
  expect(refusal).toMatchObject({ ok: false, code: 'too-many-requests' })
  const { retryAfterSeconds } = refusal as { retryAfterSeconds: number }
  expect(Math.abs(retryAfterSeconds - 40)).toBeLessThan(3)
  expect(await stateOfLink('verify-email', link)).toBe('good')
  expect(await emailsOf(user, 'verify-email')).toHaveLength(1)
  await lastAskedAgo(user, 61)
  expect(await resendVerification({}, caller)).toMatchObject({ ok: true })
  expect(await emailsOf(user, 'verify-email')).toHaveLength(2)
})

test('of ten concurrent requests one sends an email [C5]', { tag: race }, async () => {
  const user = await someone({ passwordHash: 'old' })
  const waits = await atOnce(10, () => queueVerification(user.id, 60))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(1)
  expect(await emailsOf(user, 'verify-email')).toHaveLength(1)
})

test('accounts do not wait for each other', async () => {
  for (const user of [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })])
    expect(await resendVerification({}, await aCallerOf(user))).toMatchObject({ ok: true })
})

test('if the email is already verified, no email is sent, and the answer says so', async () => {
  const user = await someone({ passwordHash: 'old' })
  await changeAccount(user, { emailVerifiedAt: sql`now()` })
  const caller = await aCallerOf(user)
  const before = await rowsOf(user)
  for (let asked = 0; asked < 2; asked++)
    expect(await resendVerification({}, caller)).toMatchObject({
      ok: true,
      value: { message: expect.stringContaining('already') },
    })
  expect(await rowsOf(user)).toEqual(before)
})

test('an email whose link was replaced or used before composing is not sent', async () => {
  const user = await someone({ passwordHash: 'old' })
  await queueVerification(user.id, 0)
  const older = await newestEmail('verify-email', user)
  await queueVerification(user.id, 0)
  expect(await composeEmail(older)).toEqual({ none: expect.any(String) })
  await verifyEmail({ token: (await newestLink('verify-email', user)).token }, aCaller())
  expect(await composeEmail(await newestEmail('verify-email', user))).toEqual({ none: expect.any(String) })
})

test('resending requires a login', async () => {
  expect(await resendVerification({}, aCaller())).toMatchObject({ ok: false, code: 'unauthenticated' })
})

async function lastAskedAgo({ id }: User, seconds: number): Promise<void> {
  const createdAt = sql`now() - make_interval(secs => ${seconds})`
  await query((db) => db.update(emails).set({ createdAt }).where(eq(emails.userId, id)))
}
