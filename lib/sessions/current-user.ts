import { type FoundSession, findSession, touchSession } from '@/db/sessions/sessions'
import { type PublicUser, publicUser } from '@/lib/accounts/public-user'
import { isUnavailable } from '@/lib/unavailable'
import { PASSWORD_FRESH_MINUTES, SESSION_IDLE_DAYS } from './session-lifetime'
import { type Credential, hashSessionToken } from './session-token'

/** The session of this credential, if it has not ended; throws Unavailable. */
export async function currentSession(credential: Credential | undefined): Promise<FoundSession | undefined> {
  if (!credential) return undefined
  const tokenHash = hashSessionToken(credential.token)
  const session = await findSession(tokenHash, credential.kind, SESSION_IDLE_DAYS, PASSWORD_FRESH_MINUTES)
  if (session?.stale) await recordUse(session.id)
  return session
}

/** The user who is logged in with this credential, if any; throws Unavailable. */
export async function currentUser(credential: Credential | undefined): Promise<PublicUser | undefined> {
  const session = await currentSession(credential)
  return session && publicUser(session.user)
}

/** Records that the session is in use. If the time cannot be stored now, the next request stores it; this answer does not depend on it. */
export async function recordUse(id: string): Promise<void> {
  await touchSession(id).catch((error) => {
    if (!isUnavailable(error)) throw error
  })
}
