import { createHash, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { beginSetUp, findSetUp } from '@/db/factors/authenticator-apps'
import { authenticatorApps } from '@/db/factors/tables'
import { finishSetUp } from '@/db/factors/two-step'
import { inMinutes } from '@/db/links'
import { sessions } from '@/db/schema'
import { seal } from '@/lib/secrets/sealed'
import { aCallerOf } from './callers'
import { someone } from './someone'

/** A new account with two-step login, and a session at the second level. The first time step is used. */
export async function someoneWithTwoStep(overrides: Parameters<typeof someone>[0] = {}) {
  const user = await someone({ verified: true, ...overrides })
  const caller = await aCallerOf(user, 'browser')
  const secret = newBase32()
  const sessionId = await sessionIdOf(caller.credential.tokenHash)
  const codeHashes = Array.from({ length: 10 }, () => createHash('sha256').update(randomBytes(16)).digest('base64url'))
  const setUpId = await firstSetUp(user.id, sessionId, secret)
  const done = await finishSetUp({ userId: user.id, sessionId, setUpId, timeStep: 1, codeHashes }, {})
  if (done !== 'switched-on') throw new Error('Two-step login was not switched on.')
  return { user: { ...user, twoStepAt: new Date() }, caller, sessionId, secret, codeHashes, app: setUpId }
}

/** Begins a setup in this session; returns its ID. */
export async function setUpFor({ id: userId }: Pick<User, 'id'>, sessionId: string): Promise<string> {
  await beginSetUp({ userId, sessionId, sealed: seal('authenticator-app', userId, newBase32()), minutes: 30 })
  return (await findSetUp(sessionId))!.id
}

/** The first setup of an account, in one statement, because many tests begin with it; returns its ID, which the app keeps. */
async function firstSetUp(userId: string, sessionId: string, secret: string): Promise<string> {
  const setUp = { userId, sessionId, sealed: seal('authenticator-app', userId, secret), expiresAt: inMinutes(30) }
  const [begun] = await query((db) =>
    db.insert(authenticatorApps).values(setUp).returning({ id: authenticatorApps.id }),
  )
  return begun!.id
}

export async function sessionIdOf(tokenHash: string): Promise<string> {
  const [row] = await query((db) =>
    db.select({ id: sessions.id }).from(sessions).where(eq(sessions.tokenHash, tokenHash)),
  )
  return row!.id
}

/** 160 random bits in the alphabet of RFC 4648. */
function newBase32(): string {
  return Array.from(randomBytes(32), (byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('')
}
