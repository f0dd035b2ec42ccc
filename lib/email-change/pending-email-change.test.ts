import { eq, like, sql } from 'drizzle-orm'
import { reviveEmailChange } from '@/db/accounts/email/pending-email-change'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { emails, throttles } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { composeEmail } from '@/lib/outbox/compose/compose-email'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { emailsFor } from '@/test/emails/composed-emails'
import { changeLink, newestLink, stateOfLink } from '@/test/links/link-row'
import { requestedChange, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { changeEmail } from './change-email'
import { confirmEmail } from './confirm-email'
import { cancelEmailChange, pendingEmailChange, resendEmailChange } from './pending-email-change'

test('the newest request is pending until its link expires, whether or not the email is taken', async () => {
  const user = await somebodyVerified()
  expect(await pendingEmailChange(user.id)).toBeUndefined()
  const taken = await someone({ passwordHash: 'other' })
  for (const email of [aPerson().email, taken.email]) {
    const { id } = await requestedChange(user, email)
    await composeEmail((await emailsFor(email)).find(({ kind }) => kind === 'confirm-email')!)
    const pending = await pendingEmailChange(user.id)
    expect(pending).toEqual({ email, expiresAt: expect.any(Date) })
    expect(Math.abs(pending!.expiresAt.getTime() - Date.now() - 24 * 3_600_000)).toBeLessThan(60_000)
    await changeLink('confirm-email', id, { expiresAt: sql`now() - interval '1 second'` })
    expect(await pendingEmailChange(user.id)).toBeUndefined()
  }
})

test('a verified email is no longer pending', async () => {
  const user = await somebodyVerified()
  const { token } = await requestedChange(user)
  await confirmEmail({ token }, aCaller())
  expect(await pendingEmailChange(user.id)).toBeUndefined()
})

test('canceling closes the link and leaves the account as it is', async () => {
  const user = await somebodyVerified()
  const link = await requestedChange(user)
  const bystander = await somebodyVerified()
  await requestedChange(bystander)
  expect(await cancelEmailChange({}, await aCallerOf(user, 'browser'))).toMatchObject({ ok: true })
  expect(await pendingEmailChange(user.id)).toBeUndefined()
  expect(await stateOfLink('confirm-email', link)).toBe('link-replaced')
  expect((await rowsOf(user)).user).toMatchObject({ email: user.email })
  expect(await pendingEmailChange(bystander.id)).toBeDefined()
})

test('resending replaces the link, and within a minute says when it can be done', async () => {
  const user = await somebodyVerified()
  const caller = await aCallerOf(user, 'browser')
  expect(await resendEmailChange({}, caller)).toEqual({ ok: true, value: { sent: false } })
  const first = await requestedChange(user)
  await limited(async () => {
    expect(await resendEmailChange({}, caller)).toEqual({ ok: true, value: { sent: true } })
    expect(await stateOfLink('confirm-email', first)).toBe('link-replaced')
    const second = await newestLink('confirm-email', user)
    expect(await resendEmailChange({}, caller)).toMatchObject({ code: 'too-many-requests' })
    expect(await stateOfLink('confirm-email', second)).toBe('good')
  })
  expect(await pendingEmailChange(user.id)).toMatchObject({ email: first.to })
})

test('nobody resends or cancels without being logged in', async () => {
  for (const operation of [resendEmailChange, cancelEmailChange])
    expect(await operation({}, aCaller())).toMatchObject({ code: 'unauthenticated' })
})

for (const status of ['sent', 'queued', 'failed'] as const) {
  test(`the link in the mailbox requested last works after A, B and A within a minute; the email to A was ${status}`, async () => {
    const user = await somebodyVerified()
    const [a, b] = [aPerson().email, aPerson().email]
    await limited(async () => {
      await request(user, a)
      const linkOfA = await newestLink('confirm-email', user)
      await query((db) => db.update(emails).set({ status }).where(eq(emails.recipient, a)))
      await request(user, b)
      const linkOfB = await newestLink('confirm-email', user)
      await request(user, a)
      expect(await stateOfLink('confirm-email', linkOfA)).toBe('good')
      expect(await stateOfLink('confirm-email', linkOfB)).toBe('link-replaced')
      expect(await pendingEmailChange(user.id)).toMatchObject({ email: a })
      const [mail, ...more] = await emailsFor(a)
      expect(more).toEqual([])
      // An email that was sent holds the link already; any other is queued again.
      expect(mail!.status).toBe(status === 'sent' ? 'sent' : 'queued')
      expect(await composeEmail(mail!)).toMatchObject({ to: a })
      await request(user, b)
      expect(await stateOfLink('confirm-email', linkOfB)).toBe('good')
    })
  })
}

test('a canceled change that is requested again within the minute works again', async () => {
  const user = await somebodyVerified()
  const to = aPerson().email
  await limited(async () => {
    await request(user, to)
    const link = await newestLink('confirm-email', user)
    await cancelEmailChange({}, await aCallerOf(user, 'browser'))
    await request(user, to)
    expect(await stateOfLink('confirm-email', link)).toBe('good')
  })
})

test('after a minute another request sends another link', async () => {
  const user = await somebodyVerified()
  const to = aPerson().email
  await limited(async () => {
    for (const email of [to, aPerson().email]) await request(user, email)
    await query((db) => db.delete(throttles).where(like(throttles.key, 'email-change-mail/mailbox/60/%')))
    await request(user, to)
    expect(await emailsFor(to)).toHaveLength(2)
  })
})

test('no link is revived that was used, has expired, is open, belongs to another account, or after a new password', async () => {
  const user = await somebodyVerified()
  const revive = (owner: User, to: string, hash = owner.passwordHash) => reviveEmailChange(owner.id, hash, to, {})
  const { id, to } = await requestedChange(user)
  expect(await revive(user, to), 'open').toBe(false)
  await requestedChange(user)
  expect(await revive(await somebodyVerified(), to), 'of another account').toBe(false)
  expect(await revive(user, to, 'another hash'), 'after a new password').toBe(false)
  await changeLink('confirm-email', id, { usedAt: sql`now()` })
  expect(await revive(user, to), 'used').toBe(false)
  const { id: second, to: other } = await requestedChange(user)
  await requestedChange(user)
  await changeLink('confirm-email', second, { expiresAt: sql`now() - interval '1 second'` })
  expect(await revive(user, other), 'expired').toBe(false)
})

async function request(user: User, new_email: string): Promise<void> {
  expect(await changeEmail({ new_email }, await aCallerOf(user, 'browser'))).toMatchObject({ ok: true })
}

function limited(work: () => Promise<void>): Promise<void> {
  return withSettings({ RATE_LIMITS: 'on' }, work)
}
