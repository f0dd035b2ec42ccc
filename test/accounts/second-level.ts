import type { User } from '@/db/accounts/users'
import { findApp } from '@/db/factors/authenticator-apps'
import { createPendingLogin, findPendingLogin } from '@/db/factors/logins/pending-logins'
import { startSession } from '@/db/sessions/start-session'
import type { Caller } from '@/lib/operation'
import { newSessionToken } from '@/lib/sessions/session-token'
import { aCaller } from './callers'

/** Another caller who is logged in to an account with two-step login. It uses up the time step after the last one. */
export async function aCallerWithSecondStep(user: User, door: Caller['door'] = 'api') {
  const { id: userId, passwordHash: checkedHash } = user
  const { token, tokenHash } = newSessionToken()
  await createPendingLogin({ userId, tokenHash, kind: door, checkedHash, minutes: 10 }, {})
  const { id: pendingLogin } = (await findPendingLogin(tokenHash, door))!
  const { id: app, lastStep } = (await findApp(userId))!
  const session = { userId, tokenHash, kind: door, lifetimeDays: 30 }
  const started = await startSession(session, { pendingLogin, step: { app, timeStep: lastStep + 1 } }, {})
  if (started !== true) throw new Error('The session did not start.')
  return { ...aCaller(door), credential: { token, tokenHash, kind: door } }
}
