import { eq, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { register } from '@/lib/accounts/register'
import { composeEmail } from '@/lib/outbox/compose/compose-email'
import { deliverEmail } from '@/lib/outbox/deliver-email'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { sweep } from '@/lib/process/sweeper'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { emailsFor } from '@/test/emails/composed-emails'
import { aLink } from '@/test/links/a-link'
import { newestLink, stateOfLink, userLinkPurposes } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'

// The account's deletion is due, and the sweeper has not deleted it yet.
const come = (user: User) => changeAccount(user, { deletionDueAt: sql`now() - interval '1 second'` })

test('once deletion is due, a login is refused like one with an unknown email and cancels nothing [B1]', async () => {
  const user = await someone()
  await come(user)
  const before = await rowsOf(user)
  const refusals = []
  for (const email of [user.email, aPerson().email])
    refusals.push(await login({ email, password: user.password }, aCaller()))
  expect(refusals[0]).toEqual({ ok: false, code: 'invalid-credentials', fields: {} })
  expect(refusals[1]).toEqual(refusals[0])
  expect(await rowsOf(user)).toEqual(before)
})

test('once deletion is due, sessions no longer work [F5]', async () => {
  const user = await someone()
  const credentials = [await loggedIn(user, 'api'), await loggedIn(user, 'browser')]
  await come(user)
  for (const credential of credentials) expect(await currentUser(credential)).toBeUndefined()
})

test('once deletion is due, no reset is sent, and the request is removed as for an unknown email [C1]', async () => {
  const user = await someone()
  await come(user)
  await query((db) => db.delete(emails).where(eq(emails.userId, user.id)))
  await forgotPassword({ email: user.email }, aCaller())
  const [queued, ...more] = await emailsFor(user.emailCanonical)
  expect(more).toEqual([])
  expect(await composeEmail(queued!)).toEqual({ none: 'no account has this email', row: 'removed' })
  await deliverEmail(queued!)
  expect(await emailsFor(user.emailCanonical)).toEqual([])
})

test('links work until deletion is due, and none after [D8r]', async () => {
  for (const purpose of userLinkPurposes) {
    const user = await someone({ passwordHash: 'old' })
    await aLink(purpose, user)
    const link = await newestLink(purpose, user)
    await changeAccount(user, { deletionDueAt: sql`now() + interval '1 minute'` })
    expect(await stateOfLink(purpose, link)).toBe('good')
    await come(user)
    expect(await stateOfLink(purpose, link)).toBe('link-invalid')
  }
})

test('after the sweep only a last email is left, and email and phone number are free', async () => {
  const user = await someone({ verified: true })
  await Promise.all([loggedIn(user), aLink('password-reset', user)])
  await come(user)
  await sweep()
  const { user: gone, ...rows } = await rowsOf(user)
  expect(gone).toBeUndefined()
  expect(Object.values(rows).flat()).toEqual([])
  const [last, ...more] = await emailsFor(user.email)
  expect([last?.kind, more]).toEqual(['account-deleted', []])
  await deliverEmail(last!)
  expect(await emailsFor(user.email)).toEqual([])
  const again = { ...aPerson(), email: user.email, phone_number: user.phoneNumber }
  expect(await register(again, aCaller())).toMatchObject({ ok: true })
})

test('the sweep keeps an account whose deletion is not due', async () => {
  const [waiting, bystander] = [await someone(), await someone()]
  await changeAccount(waiting, { deletionDueAt: sql`now() + interval '1 minute'` })
  await sweep()
  for (const user of [waiting, bystander]) expect(await accountOf(user)).toMatchObject({ email: user.email })
})
