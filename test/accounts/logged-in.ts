import type { User } from '@/db/accounts/users'
import type { SessionKind } from '@/db/sessions/sessions'
import { startSession } from '@/db/sessions/start-session'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'
import { type Credential, newSessionToken } from '@/lib/sessions/session-token'

/** Starts a session as a login does, without the cost of a password. */
export async function loggedIn(user: User, kind: SessionKind = 'api'): Promise<Credential & { tokenHash: string }> {
  const { token, tokenHash } = newSessionToken()
  const session = { userId: user.id, tokenHash, kind, lifetimeDays: SESSION_LIFETIME_DAYS }
  if (!(await startSession(session, { checkedHash: user.passwordHash }, {})))
    throw new Error('The session did not start.')
  return { token, tokenHash, kind }
}
