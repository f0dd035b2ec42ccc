import { eq, like, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { sessions, throttles } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import type { Failure } from '@/lib/result'
import { accountOf } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { emailsFor } from '@/test/emails/composed-emails'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { changeEmail } from './change-email'

const missing = { ok: false, code: 'invalid-input', fields: { current_password: [expect.any(String)] } }

test('a program gives the password every time, however fresh its login is [F9]', async () => {
  const user = await someone()
  const caller = await aCallerOf(user, 'api')
  const new_email = aPerson().email
  expect(await changeEmail({ new_email }, caller)).toEqual(missing)
  expect(await changeEmail({ new_email, current_password: user.password }, caller)).toMatchObject({ ok: true })
  expect(await changeEmail({ new_email }, caller)).toEqual(missing)
  // The cookie of a page opens this door no wider.
  const withCookie = { ...caller, credential: await loggedIn(user, 'browser') }
  expect(await changeEmail({ new_email }, withCookie)).toEqual(missing)
})

test('a page goes without the password for ten minutes after it was given, and no longer [F9]', async () => {
  const user = await someone()
  const caller = await aCallerOf(user, 'browser')
  const ask = (current_password?: string) => changeEmail({ new_email: aPerson().email, current_password }, caller)
  await passwordGivenAgo(user, '9 minutes')
  expect(await ask()).toMatchObject({ ok: true })
  await passwordGivenAgo(user, '11 minutes')
  expect(await ask()).toEqual(missing)
  expect(await ask('a wrong password')).toMatchObject({ code: 'wrong-password', fields: missing.fields })
  expect(await ask()).toEqual(missing)
  expect(await ask(user.password)).toMatchObject({ ok: true })
  expect(await ask()).toMatchObject({ ok: true })
})

test('a wrong password changes nothing and mails nobody [F9]', async () => {
  const user = await someone()
  const caller = await aCallerOf(user)
  const before = await rowsOf(user)
  const new_email = aPerson().email
  expect(await changeEmail({ new_email, current_password: 'a wrong password' }, caller)).toMatchObject({
    code: 'wrong-password',
  })
  expect(await rowsOf(user)).toEqual(before)
  expect(await emailsFor(new_email)).toEqual([])
})

test('both mailboxes are written to: the link to the new one, the notice to the present one [F9]', async () => {
  const user = await someone({ verified: true })
  const caller = await aCallerOf(user, 'browser')
  const new_email = `Ada.${aPerson().email}`
  await changeEmail({ new_email: ` ${new_email} ` }, caller)
  const { mails, changes, notMeLinks } = await rowsOf(user)
  expect(changes).toMatchObject([{ email: new_email, usedAt: null, replacedAt: null }])
  expect(mails.filter(({ recipient }) => recipient === new_email)).toMatchObject([
    { kind: 'confirm-email', data: { email_change_id: changes[0]!.id } },
  ])
  expect(mails.filter(({ kind }) => kind === 'email-change-requested')).toMatchObject([
    { recipient: user.email, data: { new_email, disavowal_id: notMeLinks[0]!.id } },
  ])
  expect(await eventsOf(user)).toContain('email-change-requested')
  expect(await accountOf(user)).toMatchObject({ email: user.email, emailCanonical: user.emailCanonical })
})

test('a free address, a taken one and one’s own in another case are answered and noted alike [C1]', async () => {
  const taken = await someone({ passwordHash: 'other' })
  const addresses = [() => aPerson().email, () => taken.email, ({ email }: User) => email.toUpperCase()]
  const seen = []
  for (const address of addresses) {
    const user = await someone({ verified: true })
    const answer = await changeEmail({ new_email: address(user) }, await aCallerOf(user, 'browser'))
    const { mails } = await rowsOf(user)
    seen.push({ answer, kinds: mails.map(({ kind }) => kind), events: await eventsOf(user) })
  }
  expect(seen[0]).toMatchObject({ answer: { ok: true } })
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
})

test('no account uses up what an address may be sent, and who is too late is told when [C5]', async () => {
  const new_email = aPerson().email
  const ask = async (user: User) => changeEmail({ new_email }, await aCallerOf(user, 'browser'))
  const [stranger, owner, late] = [await someone(), await someone(), await someone()]
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let asked = 0; asked < 5; asked++) {
      await ask(stranger)
      await aMinutePasses()
    }
    expect(await emailsFor(new_email)).toHaveLength(3)
    expect(await ask(owner)).toMatchObject({ ok: true })
    const refusal = await ask(owner)
    expect(refusal).toMatchObject({ ok: false, code: 'too-many-requests' })
    expect((refusal as Failure).retryAfterSeconds).toBeLessThanOrEqual(60)
    await aMinutePasses()
    expect(await ask(owner)).toMatchObject({ ok: true })
    await aMinutePasses()
    expect(await ask(late)).toMatchObject({ ok: false, code: 'too-many-requests' })
    expect(await emailsFor(new_email)).toHaveLength(5)
  })
})

/** For the windows of one minute. */
async function aMinutePasses(): Promise<void> {
  await query((db) => db.delete(throttles).where(like(throttles.key, 'email-change-mail/mailbox/60/%')))
}

test('the address that one has already is refused at its field', async () => {
  const user = await someone()
  const caller = await aCallerOf(user, 'browser')
  const refusal = { code: 'invalid-input', fields: { new_email: [expect.any(String)] } }
  for (const new_email of [user.email, 'no address', undefined, ['a@b.co']])
    expect(await changeEmail({ new_email }, caller)).toMatchObject(refusal)
})

test('nobody who is not logged in is told more than that', async () => {
  for (const input of [{}, { new_email: 'no address' }, { new_email: aPerson().email, current_password: 'x' }])
    expect(await changeEmail(input, aCaller())).toEqual({ ok: false, code: 'unauthenticated', fields: {} })
})

async function passwordGivenAgo({ id }: User, time: string): Promise<void> {
  const passwordAt = sql`now() - ${time}::interval`
  await query((db) => db.update(sessions).set({ passwordAt }).where(eq(sessions.userId, id)))
}
