import type { SessionKind } from '@/db/sessions'
import { startSession } from '@/db/start-session'
import type { User } from '@/db/users'
import type { Credential } from '@/lib/sessions/credential'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/lifetime'
import { newSessionToken } from '@/lib/sessions/token'

/** Starts a session as a login does, without the cost of a password. */
export async function signedIn(user: User, kind: SessionKind = 'api'): Promise<Credential & { tokenHash: string }> {
  const { token, tokenHash } = newSessionToken()
  const session = { userId: user.id, tokenHash, kind, lifetimeDays: SESSION_LIFETIME_DAYS }
  if (!(await startSession(session, user.passwordHash, {}))) throw new Error('The session did not start.')
  return { token, tokenHash, kind }
}
