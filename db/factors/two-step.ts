import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import type { Origin } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { sessions, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { lockOwnSession } from '@/db/sessions/own-session'
import { isSettingUp } from './authenticator-apps'
import { hasUsablePasskey } from './last-factor'
import { lowerLevel, raiseLevel } from './level'
import { recordFactorChange } from './record-change'
import { countLeft, replaceCodes } from './recovery-codes'
import { hasWorking, setAside, setTwoStepAside } from './set-aside/set-aside'
import { forgetSuspendedCodes } from './set-aside/suspended-factors'
import { authenticatorApps } from './tables'

type SetUp = { userId: string; sessionId: string; setUpId: string; timeStep: number; codeHashes: string[] }

/**
 * Puts an app that was set up to work, in place of a former one. The first app switches two-step login on, and the recovery
 * codes are stored with it. Every other session ends, because it may have begun without a second step. Undefined if the setup
 * has ended.
 */
export function finishSetUp(setUp: SetUp, origin: Origin): Promise<'switched-on' | 'replaced' | undefined> {
  const { userId, sessionId, codeHashes } = setUp
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    // Someone who registers with another person's email must not leave a second factor in the account.
    if (!user?.emailVerifiedAt || !(await putToWork(tx, setUp))) return undefined
    const change = user.twoStepAt ? 'authenticator-app-replaced' : 'two-step-on'
    if (!user.twoStepAt) await switchOn(tx, userId, codeHashes)
    await endSessions(tx, { allOf: userId, except: sessionId }, change)
    // Not confirmed by this: a code of an app that this very session has chosen shows nothing about who uses the session.
    await raiseLevel(tx, sessionId, 'pwd otp')
    await recordFactorChange(tx, user, { change }, origin)
    return user.twoStepAt ? 'replaced' : 'switched-on'
  })
}

async function switchOn(tx: Database, userId: string, codeHashes: string[]): Promise<void> {
  // Browsers that needed only the password so far count as new ones. This one gets its cookie again in the same second.
  const before = sql`now() - interval '2 seconds'`
  await tx.update(users).set({ twoStepAt: sql`now()`, devicesForgottenAt: before }).where(eq(users.id, userId))
  await replaceCodes(tx, userId, codeHashes)
}

/** The code that finished the setup counts as used, so that it logs nobody in. */
async function putToWork(tx: Database, { userId, sessionId, setUpId, timeStep }: SetUp): Promise<boolean> {
  const { id, sessionId: session } = authenticatorApps
  const isOne = and(eq(id, setUpId), eq(session, sessionId), isSettingUp())
  const [found] = await tx.select({ id }).from(authenticatorApps).where(isOne).for('update')
  if (!found) return false
  await setAside(tx, userId, { kind: 'authenticator-app', as: 'removed' })
  const works = { setUpAt: sql`now()`, lastStep: timeStep, failures: 0, sessionId: null, expiresAt: null }
  await tx.update(authenticatorApps).set(works).where(eq(id, setUpId))
  return true
}

type Owner = { userId: string; sessionId: string }
type SwitchOn = Owner & { codeHashes: string[]; rpId: string | undefined }

/**
 * Switches two-step login on for an account with a passkey of the domain `rpId`, and stores the recovery codes. Every other
 * session ends, because it may have begun with the password alone. This one keeps its level: if a passkey confirmed the change,
 * that has raised it already. Undefined if the session has ended.
 */
export function switchOnTwoStep(
  { userId, sessionId, codeHashes, rpId }: SwitchOn,
  origin: Origin,
): Promise<'on' | 'already-on' | 'no-factor' | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, { userId, sessionId })
    if (!user) return undefined
    if (user.twoStepAt) return 'already-on'
    if (!(await hasUsablePasskey(tx, userId, rpId))) return 'no-factor'
    await switchOn(tx, userId, codeHashes)
    await endSessions(tx, { allOf: userId, except: sessionId }, 'two-step-on')
    await recordFactorChange(tx, user, { change: 'two-step-on' }, origin)
    return 'on'
  })
}

/** Switches two-step login off. Every other session ends; passkeys stay. False if it was off, or if the session has ended. */
export function switchOffTwoStep({ userId, sessionId }: Owner, origin: Origin): Promise<boolean> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, { userId, sessionId })
    if (!user?.twoStepAt) return false
    await switchOff(tx, userId)
    await forgetSuspendedCodes(tx, userId)
    await endSessions(tx, { allOf: userId, except: sessionId }, 'two-step-off')
    if (!(await beganByPasskey(tx, sessionId))) await lowerLevel(tx, sessionId)
    await recordFactorChange(tx, user, { change: 'two-step-off' }, origin)
    return true
  })
}

/** Passkeys stay when two-step login is switched off, and so does the level of a session that began with a passkey alone. */
async function beganByPasskey(tx: Database, sessionId: string): Promise<boolean> {
  const byPasskey = inArray(sessions.amr, ['hwk user', 'swk user'])
  return (await tx.$count(sessions, and(eq(sessions.id, sessionId), byPasskey))) > 0
}

/** Switches two-step login off for a locked account, and removes the app and all recovery codes. */
export async function switchOff(tx: Database, userId: string): Promise<void> {
  await setTwoStepAside(tx, userId)
  await tx.update(users).set({ twoStepAt: null }).where(eq(users.id, userId))
  await tx.delete(authenticatorApps).where(and(eq(authenticatorApps.userId, userId), isNull(authenticatorApps.setUpAt)))
  for (const kind of ['authenticator-app', 'recovery-codes'] as const)
    await setAside(tx, userId, { kind, as: 'removed' })
}

/** Switches two-step login off for a locked account where nothing is left that it could ask for, so that nobody could log in. */
export async function switchOffWithoutFactors(tx: Database, userId: string): Promise<void> {
  for (const kind of ['authenticator-app', 'passkey'] as const) if (await hasWorking(tx, userId, kind)) return
  if ((await countLeft(tx, userId)) > 0) return
  await switchOff(tx, userId)
}

/** Replaces the recovery codes; false if two-step login is off, or if the session has ended. */
export function renewRecoveryCodes(
  { userId, sessionId, codeHashes }: Owner & { codeHashes: string[] },
  origin: Origin,
): Promise<boolean> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, { userId, sessionId })
    if (!user?.twoStepAt) return false
    await replaceCodes(tx, userId, codeHashes)
    await recordFactorChange(tx, user, { change: 'recovery-codes-made' }, origin)
    return true
  })
}
