import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { endSession } from '@/db/sessions/revoke-sessions'
import { appCode } from '@/e2e/support/app-code'
import { rememberDevice } from '@/lib/devices/known-devices'
import { changePassword } from '@/lib/password-change/change-password'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'
import { signToken } from '@/lib/secrets/signed-token'
import { currentSession, currentUser } from '@/lib/sessions/current-user'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'
import { changeAccount } from '@/test/accounts/account-now'
import { aCallerOf } from '@/test/accounts/callers'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { confirmOwner } from './confirm-owner'
import { confirmationKind, isConfirmationOf, newConfirmation } from './token'

type LoggedIn = Awaited<ReturnType<typeof aCallerOf>>

const sessionOf = async ({ credential }: LoggedIn) => (await currentSession(credential))!
const confirmationIn = async (caller: LoggedIn) => (await newConfirmation(await sessionOf(caller))).confirmation

const nothing = {
  code: 'confirmation-required',
  fields: { current_password: [expect.any(String)], code: [expect.any(String)], confirmation: [expect.any(String)] },
}

test('the answer of a confirmation confirms several changes in its session', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const here = await aCallerWithSecondStep(user)
  const confirmed = await confirmOwner({ current_password: user.password, code: appCode(secret) }, here)
  expect(confirmed).toEqual({ ok: true, value: { confirmation: expect.any(String), expires_in: 600 } })
  const { confirmation } = (confirmed as { value: { confirmation: string } }).value
  expect(await makeRecoveryCodes({ confirmation }, here)).toMatchObject({ ok: true })
  expect(await changePassword({ confirmation, new_password: 'a new password' }, here)).toMatchObject({ ok: true })
  expect(await switchOffTwoStep({ confirmation }, here)).toMatchObject({ ok: true })
})

test('a confirmation takes the place of the password without two-step login too', async () => {
  const user = await someone()
  const here = await aCallerOf(user)
  const given = { confirmation: await confirmationIn(here), new_password: 'a new password' }
  expect(await changePassword(given, await aCallerOf(user))).toMatchObject({
    code: 'invalid-input',
    fields: { current_password: ['Enter your current password.'] },
  })
  expect(await changePassword(given, here)).toMatchObject({ ok: true })
})

test('a confirmation of another session, account or time, and every other token, is nothing [M14, M32]', async () => {
  const { user } = await someoneWithTwoStep()
  // Long ago, so that this is not why one of them is refused.
  await changeAccount(user, { twoStepAt: sql`now() - interval '1 day'` })
  const [here, there] = [await aCallerWithSecondStep(user), await aCallerWithSecondStep(user)]
  const stranger = await aCallerOf(await someone())
  const { id } = await sessionOf(here)
  const madeFor = (minutesLeft: number, subject = user.id, session = id) =>
    signToken(confirmationKind, { id: session, subject, expiresAt: new Date(Date.now() + minutesLeft * 60_000) })
  const worthless = [
    await confirmationIn(there),
    await confirmationIn(stranger),
    await madeFor(9, (await sessionOf(stranger)).user.id),
    await madeFor(9, user.id, uuidv7()),
    await madeFor(-0.05),
    await madeFor(-60),
    await rememberDevice(undefined, user.id),
    (await aResetLink(user)).token,
    here.credential.token,
    '',
    'x.y.z',
  ]
  for (const confirmation of worthless)
    expect(await makeRecoveryCodes({ confirmation }, here), confirmation).toMatchObject(nothing)
  expect(await makeRecoveryCodes({ confirmation: await madeFor(9) }, here)).toMatchObject({ ok: true })
})

test('a confirmation is worth nothing once its session has ended [M14]', async () => {
  const { user } = await someoneWithTwoStep()
  const [here, there] = [await aCallerWithSecondStep(user), await aCallerWithSecondStep(user)]
  const confirmation = await confirmationIn(here)
  await endSession(here.credential.tokenHash, 'api', {})
  expect(await makeRecoveryCodes({ confirmation }, here)).toMatchObject({ code: 'unauthenticated' })
  expect(await makeRecoveryCodes({ confirmation }, there)).toMatchObject(nothing)
})

test('a confirmation from before two-step login was switched on does not count, because it needed no code [M15]', async () => {
  const { caller } = await someoneWithTwoStep()
  const session = await sessionOf(caller)
  const twoStepAt = new Date(Date.now() + 2_000)
  const confirmation = await confirmationIn(caller)
  expect(await isConfirmationOf(session, confirmation)).toBe(true)
  expect(await isConfirmationOf({ ...session, user: { ...session.user, twoStepAt } }, confirmation)).toBe(false)
})

test('a confirmation opens no session [M32]', async () => {
  const { caller } = await someoneWithTwoStep()
  const token = await confirmationIn(caller)
  for (const kind of ['browser', 'api'] as const) expect(await currentUser({ token, kind })).toBeUndefined()
})
