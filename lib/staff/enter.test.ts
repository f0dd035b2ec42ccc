import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { operatorActs } from '@/db/operator/tables'
import { sessions } from '@/db/schema'
import { staff } from '@/db/staff/tables'
import { appCode } from '@/e2e/support/app-code'
import { race } from '@/e2e/support/needs'
import { beginAuthenticatorApp as beginApp } from '@/lib/authenticator-app/begin'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { passkeyOptions } from '@/lib/passkeys/options'
import { rowsOf } from '@/test/accounts/account-rows'
import { agedSession } from '@/test/accounts/aged-session'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { recoveryCodesOf } from '@/test/accounts/second-steps'
import { confirmingWith, someoneWithPasskey } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { aMember, makeStaff } from '@/test/staff/a-member'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { enterStaff } from './enter'
import { currentStaff } from './staff-session'

const required = <T>(work: () => Promise<T>) => withSettings({ STAFF_FACTOR: 'required' }, work)
const tokenOf = (token: string) => ({ token, kind: 'browser' }) as const

test('entering takes the password anew, and gives the same session another token [N8]', async () => {
  const member = await aMember()
  const here = await aCallerOf(member, 'browser')
  const { id } = (await rowsOf(member)).sessions[0]!
  const { token } = successOf(await enterStaff({ current_password: member.password }, here))
  expect(await currentStaff(tokenOf(token))).toMatchObject({ id, open: true, fresh: true, role: 'support' })
  // A copy of the former token opens neither the console nor the account.
  expect(await currentStaff(here.credential)).toBeUndefined()
  expect(await enterStaff({ current_password: member.password }, here)).toMatchObject({ code: 'unauthenticated' })
  const { events, sessions: left } = await rowsOf(member)
  expect(left).toHaveLength(1)
  expect(events.at(-1)).toMatchObject({ type: 'console-entered', ip: '203.0.113.9' })
  const acts = await query((db) => db.select().from(operatorActs).where(eq(operatorActs.userId, member.id)))
  expect(acts).toMatchObject([{ act: 'console enter', via: 'console', operator: member.id, refused: null }])
})

test('a wrong password, or what was confirmed before, opens nothing [N8]', async () => {
  const member = await aMember()
  const here = await aCallerOf(member, 'browser')
  const { confirmation } = successOf(await confirmOwner({ current_password: member.password }, here))
  expect(await enterStaff({ current_password: 'wrong password' }, here)).toMatchObject({ code: 'wrong-password' })
  for (const input of [{}, { confirmation }]) {
    expect(await enterStaff(input, here)).toMatchObject({ code: 'invalid-input' })
  }
  expect((await rowsOf(member)).sessions).toMatchObject([{ staffSince: null }])
})

test('who is not staff, is suspended or is an API client gets nowhere with the right password [N3]', async () => {
  const [stranger, member] = [await someone(), await aMember()]
  const enter = (user: typeof stranger, door: 'browser' | 'api') =>
    aCallerOf(user, door).then((caller) => enterStaff({ current_password: user.password }, caller))
  expect(await enter(stranger, 'browser')).toMatchObject({ code: 'not-found' })
  expect(await enter(member, 'api')).toMatchObject({ code: 'not-found' })
  const suspended = await aMember()
  await query((db) => db.update(staff).set({ suspendedAt: new Date() }).where(eq(staff.userId, suspended.id)))
  expect(await enter(suspended, 'browser')).toMatchObject({ code: 'not-found' })
  expect(await enterStaff({ current_password: member.password }, aCaller('browser'))).toMatchObject({
    code: 'unauthenticated',
  })
})

test('a refused member leaves an act, and a stranger none', async () => {
  const [member, stranger] = [await aMember(), await someone()]
  for (const user of [member, stranger])
    await enterStaff({ current_password: 'wrong password' }, await aCallerOf(user, 'browser'))
  const acts = await query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, member.id)))
  expect(acts).toMatchObject([{ act: 'console enter', refused: 'wrong-password' }])
  expect(await query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, stranger.id)))).toEqual([])
})

test('of ten forms at once one enters, and its token is the one that counts', { tag: race }, async () => {
  const member = await aMember()
  const here = await aCallerOf(member, 'browser')
  const results = await atOnce(10, () => enterStaff({ current_password: member.password }, here))
  const [entered, ...more] = results.flatMap((result) => (result.ok ? [result.value.token] : []))
  expect(more).toEqual([])
  expect(await currentStaff(tokenOf(entered!))).toMatchObject({ open: true })
})

test('staff confirm each risky change, however lately they logged in, so that a stolen session adds no factor [N9]', async () => {
  const [member, other] = [await aMember(), await someone({ verified: true })]
  const add = async (user: typeof other) => passkeyOptions({}, await aCallerOf(user, 'browser'))
  expect(await add(other)).toMatchObject({ ok: true })
  expect(await add(member)).toMatchObject({ fields: { current_password: [expect.any(String)] } })
  const { user } = await someoneWithTwoStep()
  await makeStaff(user)
  const here = await aCallerWithSecondStep(user, 'browser')
  expect(await beginApp({}, here)).toMatchObject({ code: 'confirmation-required' })
})

test('a member who logged in with a recovery code can still set up a new app', async () => {
  const { user } = await someoneWithTwoStep()
  await makeStaff(user)
  const here = await aCallerWithSecondStep(user, 'browser')
  const isHere = eq(sessions.tokenHash, here.credential.tokenHash)
  await query((db) => db.update(sessions).set({ amr: 'pwd rc' }).where(isHere))
  expect(await beginApp({}, here)).toMatchObject({ ok: true })
})

test('with two-step login, entering takes a code beside the password; a recovery code is none [N8]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  await makeStaff(user, 'admin')
  const here = await aCallerWithSecondStep(user, 'browser')
  await agedSession(here, 60)
  const current_password = user.password
  const [recovery] = await recoveryCodesOf(user)
  expect(await enterStaff({ current_password }, here)).toMatchObject({ code: 'confirmation-required' })
  expect(await enterStaff({ current_password, code: recovery }, here)).toMatchObject({ code: 'invalid-input' })
  const entered = await required(() => enterStaff({ current_password, code: appCode(secret) }, here))
  expect(await required(() => currentStaff(tokenOf(successOf(entered).token)))).toMatchObject({ open: true })
})

test('where a second factor is required, a password alone leads to the setup, and a passkey alone is enough [N10]', async () => {
  const member = await aMember()
  const here = await aCallerOf(member, 'browser')
  const refused = { ok: false, code: 'second-factor-setup-required' }
  expect(await required(() => enterStaff({ current_password: member.password }, here))).toMatchObject(refused)
  const { user, here: there, device } = await someoneWithPasskey()
  await makeStaff(user)
  const answer = await confirmingWith(device, there)
  const entered = await required(() => enterStaff({ credential: answer }, there))
  expect(await required(() => currentStaff(tokenOf(successOf(entered).token)))).toMatchObject({ open: true })
  const [row] = await query((db) => db.select().from(sessions).where(eq(sessions.userId, user.id)))
  expect(row?.secondFactorAt).not.toBeNull()
  // What the session has shown before does not count.
  const inside = { ...there, credential: tokenOf(successOf(entered).token) }
  expect(await required(() => enterStaff({ current_password: user.password }, inside))).toMatchObject(refused)
})
