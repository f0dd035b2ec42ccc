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

test('an API client must send the password every time, however fresh its login is [F9]', async () => {
  const user = await someone()
  const caller = await aCallerOf(user, 'api')
  const new_email = aPerson().email
  expect(await changeEmail({ new_email }, caller)).toEqual(missing)
  expect(await changeEmail({ new_email, current_password: user.password }, caller)).toMatchObject({ ok: true })
  expect(await changeEmail({ new_email }, caller)).toEqual(missing)
  // A page's cookie does not change that for the API.
  const withCookie = { ...caller, credential: await loggedIn(user, 'browser') }
  expect(await changeEmail({ new_email }, withCookie)).toEqual(missing)
})

test('a page may omit the password for ten minutes after it was entered, and no longer [F9]', async () => {
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

test('a wrong password changes nothing and sends no email [F9]', async () => {
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

test('the new email gets the link, and the current one gets the notice [F9]', async () => {
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

test('a free email, a taken one and your own in another case get the same answer and rows [C1]', async () => {
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

test('no account uses up what an email may be sent, and a refusal says how long to wait [C5]', async () => {
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

/** Waits out the limits per minute. */
async function aMinutePasses(): Promise<void> {
  await query((db) => db.delete(throttles).where(like(throttles.key, 'email-change-mail/mailbox/60/%')))
}

test('your current email is rejected as the new one, with an error on its field', async () => {
  const user = await someone()
  const caller = await aCallerOf(user, 'browser')
  const refusal = { code: 'invalid-input', fields: { new_email: [expect.any(String)] } }
  for (const new_email of [user.email, 'no address', undefined, ['a@b.co']])
    expect(await changeEmail({ new_email }, caller)).toMatchObject(refusal)
})

test('changing the email requires a login, whatever the input', async () => {
  for (const input of [{}, { new_email: 'no address' }, { new_email: aPerson().email, current_password: 'x' }])
    expect(await changeEmail(input, aCaller())).toEqual({ ok: false, code: 'unauthenticated', fields: {} })
})

async function passwordGivenAgo({ id }: User, time: string): Promise<void> {
  const passwordAt = sql`now() - ${time}::interval`
  await query((db) => db.update(sessions).set({ confirmedAt: passwordAt }).where(eq(sessions.userId, id)))
}
