import { sql } from 'drizzle-orm'
import { aPerson } from '@/e2e/support/steps/person'
import { listActivity } from '@/lib/activity/list-activity'
import { undoEmail } from '@/lib/email-change/undo-email'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { disable, someone } from '@/test/accounts/someone'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { aResetLink } from '@/test/links/a-reset-link'
import { stateOfLink } from '@/test/links/link-row'
import { moved, requestedChange } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { setEmail } from './set-email'

const operator = { name: 'grace' }
const set = (user: string, email: string) => setEmail({ user, email }, operator)

test('an operator changes an email: pending links end, and the new email is to be verified by its own link', async () => {
  const user = await someone({ passwordHash: 'old', verified: true })
  const [reset, change, email] = [await aResetLink(user), await requestedChange(user), aPerson().email]
  expect(await set(user.email.toUpperCase(), email)).toEqual({
    ok: true,
    value: { changed: true, email, former_email: user.email },
  })
  expect(await accountOf(user)).toMatchObject({ email, emailVerifiedAt: null, passwordHash: user.passwordHash })
  expect(await readResetLink(reset.token)).toMatchObject({ state: 'link-replaced' })
  expect(await stateOfLink('confirm-email', change)).toBe('link-replaced')
  const verification = await composed(await newestEmail('verify-email', user))
  expect([verification.to, tokenFor('/verify-email', verification.content)]).toEqual([email, expect.any(String)])
  expect(await set(user.id, email)).toMatchObject({ value: { changed: false } })
})

test('the old mailbox is notified even if it was not verified, and can undo the change', async () => {
  const user = await someone({ passwordHash: 'old' })
  await set(user.id, aPerson().email)
  const notice = await composed(await newestEmail('email-changed', user))
  expect(notice.to).toBe(user.email)
  const token = tokenFor('/undo-email', notice.content)
  expect(await undoEmail({ token }, aCaller())).toMatchObject({ ok: true })
  expect((await accountOf(user)).email).toBe(user.email)
})

test('the account owner sees the change in the activity, and the event names the operator', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { email } = aPerson()
  await set(user.id, email)
  expect((await rowsOf(user)).events.at(-1)).toMatchObject({
    type: 'email-changed-by-operator',
    details: { operator: 'grace', from: user.email, to: email },
  })
  const seen = await listActivity({}, await aCallerOf(await accountOf(user)))
  expect(JSON.stringify(seen)).toContain(`Email changed from ${user.email} to ${email} by an operator`)
  expect(JSON.stringify(seen)).not.toContain('grace')
})

test('an email that another account has, or can return to, is refused and nothing changes', async () => {
  const [user, other] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old', verified: true })]
  await moved(other)
  const taken = await someone({ passwordHash: 'old' })
  const before = await rowsOf(user)
  for (const email of [other.email, taken.email.toUpperCase()])
    expect(await set(user.id, email)).toMatchObject({ code: 'account-exists', fields: { email: [expect.any(String)] } })
  expect(await set(user.id, 'nobody')).toMatchObject({ code: 'invalid-input', fields: { email: [expect.any(String)] } })
  expect(await set('nobody@example.com', aPerson().email)).toMatchObject({ code: 'not-found' })
  expect(await rowsOf(user)).toEqual(before)
})

test('a disabled or contested account keeps its email', async () => {
  const [off, contested] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
  await disable(off)
  await changeAccount(contested, { contestedAt: sql`now()` })
  expect(await set(off.id, aPerson().email)).toMatchObject({ fields: { user: [expect.stringContaining('enable')] } })
  expect(await set(contested.id, aPerson().email)).toMatchObject({
    fields: { user: [expect.stringContaining('settle')] },
  })
})

test('another spelling of the same email stays verified', async () => {
  const user = await someone({ passwordHash: 'old', verified: true })
  const email = user.email.replace('ada', 'Ada')
  expect(await set(user.id, email)).toMatchObject({ value: { changed: true } })
  expect(await accountOf(user)).toMatchObject({ email, emailVerifiedAt: expect.any(Date) })
  expect((await rowsOf(user)).mails.filter(({ kind }) => kind === 'verify-email')).toEqual([])
})
