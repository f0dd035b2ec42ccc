import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { recoveryCodes } from '@/db/factors/tables'
import { switchOffTwoStep } from '@/db/factors/two-step'
import { examineDatabase } from '@/db/operator/facts/database-facts'
import { users } from '@/db/schema'
import { config } from '@/lib/config'
import { sweep } from '@/lib/process/sweeper'
import { hoursAgo, someoneWithTwoStepSince } from '@/test/accounts/changed-factors'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { someoneFrozen, someoneWithSuspended } from '@/test/accounts/suspended-factors'
import { setUpFor, someoneWithTwoStep } from '@/test/accounts/two-step'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { withoutStaff } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { judgeTwoStep } from './two-step'

// The facts count all accounts, and other tests leave some.
test.beforeEach(async () => {
  await withoutStaff()
  await query((db) => db.delete(users))
})

const aSecret = () => randomBytes(32).toString('base64url')
const own = () => config().AUTH_SECRET.join()

test('without two-step login the doctor says nothing about it', async () => {
  expect(await judged(own())).toEqual([])
})

test('the doctor finds authenticator apps that AUTH_SECRET cannot decrypt [M12]', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  // A setup that nobody finishes is no reason to look for a secret.
  await setUpFor(user, sessionId)
  expect(await judged(own())).toMatchObject([{ check: 'two-step.secrets', level: 'ok' }])
  const [lost, ...others] = await judged(aSecret())
  expect(others).toEqual([])
  expect(lost).toMatchObject({
    check: 'two-step.secrets',
    level: 'fault',
    says: expect.stringContaining('can’t decrypt 1 authenticator app. Its owner'),
    mend: expect.stringContaining('reset-factors'),
  })
})

test('the doctor counts the apps that need the old secret, until the sweeper has sealed them [M12]', async () => {
  await someoneWithTwoStep()
  await someoneWithTwoStep()
  const both = `${aSecret()},${own()}`
  expect(await judged(both)).toMatchObject([
    {
      check: 'two-step.sealed',
      level: 'hint',
      says: expect.stringMatching(/^2 authenticator apps are sealed with an older secret/),
      mend: expect.stringContaining('until this number is 0'),
    },
  ])
  await withSettings({ AUTH_SECRET: both }, sweep)
  expect(findingsBeyondFine(await judged(both))).toEqual([])
})

test('the doctor counts the accounts without an unused recovery code', async () => {
  const [{ user }] = [await someoneWithTwoStep(), await someoneWithTwoStep()]
  const usedAt = new Date()
  await query((db) => db.update(recoveryCodes).set({ usedAt }).where(eq(recoveryCodes.userId, user.id)))
  const found = await judged(own())
  expect(findingsBeyondFine(found)).toEqual(['hint two-step.codes'])
  expect(found.at(-1)!.says).toMatch(/^1 account with two-step login has no unused recovery code/)
})

test('an account whose only second factor is a passkey counts too', async () => {
  const user = await someone()
  await aPasskeyOf(user)
  await query((db) => db.update(users).set({ twoStepAt: new Date() }).where(eq(users.id, user.id)))
  expect(findingsBeyondFine(await judged(own()))).toEqual(['hint two-step.codes'])
})

test('the doctor counts the accounts that do not have what is required, and says nothing of them while it is optional [M28]', async () => {
  const found = async (settings: Record<string, string>) =>
    judgeTwoStep((await query(examineDatabase)).twoStep, doctorContext({ AUTH_SECRET: own(), ...settings }))
  const required = { SECOND_FACTOR: 'required' }
  await someoneWithTwoStep()
  expect(findingsBeyondFine(await found(required))).toEqual([])
  await someone()
  await someone()
  expect(findingsBeyondFine(await found({}))).toEqual([])
  expect((await found(required))[0]).toEqual({
    check: 'two-step.required',
    level: 'hint',
    says: 'SECOND_FACTOR is required, and 2 accounts do not have two-step login yet. Their owners can only set it up until then.',
    mend: 'To list them: npx rekey users list --without-two-step',
  })
})

async function judged(AUTH_SECRET: string) {
  const { twoStep } = await query(examineDatabase)
  return judgeTwoStep(twoStep, doctorContext({ AUTH_SECRET }))
}

test('a removed or suspended app is no reason to look for a lost secret, and needs the old one until it is sealed anew [M12, M26]', async () => {
  const { user, own: owner } = await someoneWithTwoStepSince(hoursAgo(1))
  await switchOffTwoStep(owner, {})
  // Removed, and of no account that has two-step login now.
  expect(findingsBeyondFine(await judged(aSecret()))).toEqual([])
  const both = `${aSecret()},${own()}`
  expect(await judged(both)).toMatchObject([
    { check: 'two-step.sealed', says: expect.stringMatching(/^1 authenticator app is sealed with an older secret/) },
  ])
  await withSettings({ AUTH_SECRET: both }, sweep)
  expect(findingsBeyondFine(await judged(both))).toEqual([])
  await query((db) => db.delete(users).where(eq(users.id, user.id)))
})

test('the doctor counts the accounts where everything is suspended, and does not ask their owners for codes [M26]', async () => {
  await someoneWithTwoStep()
  await someoneWithSuspended()
  expect(findingsBeyondFine(await judged(own()))).toEqual([])
  await someoneFrozen()
  const found = await judged(own())
  expect(findingsBeyondFine(found)).toEqual(['hint two-step.frozen'])
  expect(found.at(-1)).toMatchObject({
    says: '“This wasn’t me” has suspended every second factor of 1 account, so nobody can log in to it.',
    mend: 'When an owner asks: npx rekey users reset-factors <user>',
  })
  await aPasskeyOf(await someoneFrozen())
  expect((await judged(own())).filter(({ check }) => check === 'two-step.frozen')).toMatchObject([
    { says: expect.stringContaining('1 account') },
  ])
})
