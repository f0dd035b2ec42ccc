import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { findApp } from '@/db/factors/authenticator-apps'
import { authenticatorApps } from '@/db/factors/tables'
import { sessions } from '@/db/schema'
import { endSession } from '@/db/sessions/revoke-sessions'
import { appCode } from '@/e2e/support/app-code'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { secondStep } from '@/lib/two-step/second-step'
import { accountOf } from '@/test/accounts/account-now'
import { emailsOf, eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { loginTokenOf } from '@/test/accounts/second-steps'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { beginAuthenticatorApp } from './begin'
import { finishAuthenticatorApp } from './finish'
import { setUpOf } from './set-up'

type Caller = Awaited<ReturnType<typeof aCallerOf>>

/** Begins a setup in a fresh page; returns the secret. */
async function begunIn(page: Caller): Promise<string> {
  const begun = await beginAuthenticatorApp({}, page)
  if (!begun.ok) throw new Error(begun.code)
  return begun.value.secret
}

test('a page finishes a setup that was left alone only after another confirmation [M14]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const secret = await begunIn(page)
  const confirmedAt = sql`now() - interval '11 minutes'`
  await query((db) => db.update(sessions).set({ confirmedAt }).where(eq(sessions.userId, user.id)))
  const finish = () => finishAuthenticatorApp({ code: appCode(secret) }, page)
  expect(await finish()).toMatchObject({ ok: false, code: 'confirmation-required' })
  expect((await accountOf(user)).twoStepAt).toBeNull()
  expect(await confirmOwner({ current_password: user.password }, page)).toMatchObject({ ok: true })
  expect(await finish()).toMatchObject({ ok: true })
})

test('the first app switches two-step login on, and only this answer has the ten recovery codes [M9]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const secret = await begunIn(page)
  const finished = await finishAuthenticatorApp({ code: appCode(secret) }, page)
  expect(finished).toEqual({ ok: true, value: { message: 'Two-step login is on.', recovery_codes: expect.any(Array) } })
  const codes = (finished as { value: { recovery_codes: string[] } }).value.recovery_codes
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([0-9a-z]{6}-){3}[0-9a-z]{6}$/)
  expect((await accountOf(user)).twoStepAt).toBeInstanceOf(Date)
  expect(await eventsOf(user)).toContain('two-step-on')
  expect(await emailsOf(user, 'second-factor-changed')).toMatchObject([{ data: { factor_change: 'two-step-on' } }])
})

test('without the code of the new app nothing changes, and the former app keeps working [M13]', async () => {
  const { user, caller: page, app, secret: former } = await someoneWithTwoStep()
  const secret = await begunIn(page)
  const before = { ...(await rowsOf(user)), app: await findApp(user.id) }
  for (const code of [appCode(secret, 0), appCode(former)])
    expect(await finishAuthenticatorApp({ code }, page)).toMatchObject({ code: 'wrong-code' })
  expect({ ...(await rowsOf(user)), app: await findApp(user.id) }).toMatchObject({ ...before, app: { id: app } })

  expect(await finishAuthenticatorApp({ code: appCode(secret) }, page)).toEqual({
    ok: true,
    value: { message: 'Your new authenticator app is set up.' },
  })
  expect((await findApp(user.id))!.id).not.toBe(app)
  expect(await finishAuthenticatorApp({ code: appCode(secret, undefined, 1) }, page)).toMatchObject({
    code: 'set-up-expired',
  })
})

test('only the session that began a setup can see and finish it, and it ends with that session [M13]', async () => {
  const { user, caller: page, sessionId } = await someoneWithTwoStep()
  const other = await aCallerWithSecondStep(user, 'browser')
  const secret = await begunIn(page)
  const shown = await setUpOf({ id: sessionId, user })
  expect(shown).toEqual({ secret, uri: expect.stringContaining(`secret=${secret}`) })
  const code = appCode(secret)
  expect(await finishAuthenticatorApp({ code }, other)).toMatchObject({ code: 'set-up-expired' })
  await endSession(page.credential.tokenHash, 'browser', {})
  expect(await setUpOf({ id: sessionId, user })).toBeUndefined()
  expect(await finishAuthenticatorApp({ code }, page)).toMatchObject({ code: 'unauthenticated' })
  expect(await finishAuthenticatorApp({ code }, other)).toMatchObject({ code: 'set-up-expired' })
})

test('the code of the setup is no login code, and the next one is [M5]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const secret = await begunIn(page)
  const code = appCode(secret)
  expect(await finishAuthenticatorApp({ code }, page)).toMatchObject({ ok: true })
  const login_token = await loginTokenOf(user)
  expect(await secondStep({ login_token, code }, aCaller())).toMatchObject({ code: 'wrong-code' })
  const next = appCode(secret, undefined, 1)
  expect(await secondStep({ login_token, code: next }, aCaller())).toMatchObject({ ok: true })
})

test('the clock of the phone is named if it is off by minutes, and such a code is not accepted [M6]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const secret = await begunIn(page)
  const textFor = async (steps: number) => {
    const refused = await finishAuthenticatorApp({ code: appCode(secret, undefined, steps) }, page)
    return refused.ok ? 'accepted' : refused.fields.code?.[0]
  }
  expect(await textFor(8)).toBe(
    'Your phone’s clock is about 4 minutes fast. Set it to automatic time, then enter a new code.',
  )
  expect(await textFor(-7)).toBe(
    'Your phone’s clock is about 4 minutes slow. Set it to automatic time, then enter a new code.',
  )
  expect(await textFor(3)).toMatch(/^Your phone’s clock is about (1 minute|2 minutes) fast\. /)
  expect(await textFor(-3)).toMatch(/^Your phone’s clock is about 2 minutes slow\. /)
  expect(await textFor(40)).toBe('Enter the code that the app shows now for this account.')
  expect((await accountOf(user)).twoStepAt).toBeNull()
})

test('ten wrong codes use up the attempts of this session at its setup [M7]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const secret = await begunIn(page)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await finishAuthenticatorApp({ code: appCode(secret, 0) }, page)).toMatchObject({ code: 'wrong-code' })
    const right = { code: appCode(secret) }
    expect(await finishAuthenticatorApp(right, page)).toMatchObject({ code: 'too-many-requests' })
  })
})

test('a recovery code and what is no code finish nothing', async () => {
  const page = await aCallerOf(await someone({ verified: true }), 'browser')
  await begunIn(page)
  for (const code of ['', '12345', '1234567', '１２３４５６', 'qqmmhf-2scsmv-fzbgwd-e1qdwx', 123456, null])
    expect(await finishAuthenticatorApp({ code }, page)).toMatchObject({ code: 'invalid-input' })
})

test('a setup whose secret was sealed for another account shows and finishes nothing [M11]', async () => {
  const [user, other] = [await someone({ verified: true }), await someone({ verified: true })]
  const [page, theirs] = [await aCallerOf(user, 'browser'), await aCallerOf(other, 'browser')]
  const [, secret] = [await begunIn(page), await begunIn(theirs)]
  const rows = (userId: string) => eq(authenticatorApps.userId, userId)
  const [copied] = await query((db) => db.select().from(authenticatorApps).where(rows(other.id)))
  await query((db) => db.update(authenticatorApps).set({ sealed: copied!.sealed }).where(rows(user.id)))
  expect(await finishAuthenticatorApp({ code: appCode(secret) }, page)).toMatchObject({ code: 'set-up-expired' })
})
