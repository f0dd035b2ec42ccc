import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { factorChangesTold, rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someoneInSession } from '@/test/accounts/own-session'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { setUpFor, someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { anAct } from '@/test/operator/an-act'
import { expect, test } from '@/test/unit'
import { findApp } from './authenticator-apps'
import { passkeysOf } from './passkeys'
import { countRecoveryCodes } from './recovery-codes'
import { removeApp } from './remove-app'
import { resetFactorsBy } from './reset-factors'
import { finishSetUp, switchOffTwoStep, switchOnTwoStep } from './two-step'

const rpId = 'localhost'

test('the app can be removed if a passkey is left: other sessions end, and the recovery codes stay [M16]', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  const own = { userId: user.id, sessionId, rpId }
  await aPasskeyOf(user)
  await aCallerWithSecondStep(user)
  expect(await removeApp(own, {})).toBe('removed')
  expect((await rowsOf(user)).sessions).toMatchObject([{ id: sessionId }])
  expect(await findApp(user.id)).toBeUndefined()
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 10 })
  expect((await factorChangesTold(user)).at(-1)).toBe('authenticator-app-removed')
  expect(await removeApp(own, {})).toBe('not-found')
})

test('a passkey is enough to switch on two-step login, once, and the other sessions end [M16]', async () => {
  const { user, own } = await someoneInSession()
  const codeHashes = [randomUUID(), randomUUID()]
  expect(await switchOnTwoStep({ ...own, rpId, codeHashes }, {})).toBe('no-factor')
  await aPasskeyOf(user)
  await loggedIn(user)
  const done = await atOnce(5, () => switchOnTwoStep({ ...own, rpId, codeHashes: [randomUUID()] }, {}))
  expect(done.sort()).toEqual(['already-on', 'already-on', 'already-on', 'already-on', 'on'])
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 1, saved: false })
  expect((await rowsOf(user)).sessions).toMatchObject([{ id: own.sessionId, amr: 'pwd', secondFactorAt: null }])
  expect(await factorChangesTold(user)).toEqual(['two-step-on'])
})

test('setting up an app does not change the level of a session that began with a passkey', async () => {
  const { user, own } = await someoneInSession()
  const level = { amr: 'swk user', secondFactorAt: new Date() } as const
  await query((db) => db.update(sessions).set(level).where(eq(sessions.id, own.sessionId)))
  const setUp = { ...own, setUpId: await setUpFor(user, own.sessionId), timeStep: 1, codeHashes: [randomUUID()] }
  expect(await finishSetUp(setUp, {})).toBe('switched-on')
  expect((await rowsOf(user)).sessions).toMatchObject([level])
})

test('passkeys stay when two-step login is switched off, and so does the level of a session that began with one', async () => {
  for (const [amr, kept] of [
    ['pwd swk', 'pwd'],
    ['swk user', 'swk user'],
  ] as const) {
    const { user, sessionId } = await someoneWithTwoStep()
    await aPasskeyOf(user)
    await query((db) => db.update(sessions).set({ amr }).where(eq(sessions.id, sessionId)))
    expect(await switchOffTwoStep({ userId: user.id, sessionId }, {})).toBe(true)
    const [session] = (await rowsOf(user)).sessions
    expect(session?.amr).toBe(kept)
    expect(session?.secondFactorAt === null).toBe(kept === 'pwd')
    expect(await passkeysOf(user.id)).toHaveLength(1)
  }
})

test('an operator’s reset removes passkeys too, even while two-step login is off [M33]', async () => {
  const { user } = await someoneInSession()
  await aPasskeyOf(user)
  expect(await resetFactorsBy(anAct('ops'), user.id)).toBe(true)
  expect(await passkeysOf(user.id)).toEqual([])
  expect((await rowsOf(user)).sessions).toEqual([])
  expect(await factorChangesTold(user)).toEqual(['factors-reset'])
  expect(await resetFactorsBy(anAct('ops'), user.id)).toBe(false)
})
