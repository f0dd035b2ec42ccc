import type { User } from '@/db/accounts/users'
import type { Passkey } from '@/db/factors/passkeys'
import type { Proof } from '@/db/sessions/login-proof'
import type { SessionKind } from '@/db/sessions/sessions'
import { startSession } from '@/db/sessions/start-session'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'
import { type Credential, newSessionToken } from '@/lib/sessions/session-token'
import { usedNow } from './passkeys'

type LoggedIn = Credential & { tokenHash: string }

/** Starts a session as a login does, without the cost of a password. */
export function loggedIn(user: User, kind: SessionKind = 'api'): Promise<LoggedIn> {
  return started(user, kind, { checkedHash: user.passwordHash })
}

/** Starts a session as a login with this passkey alone does. */
export function loggedInByPasskey(user: User, passkey: Passkey, kind: SessionKind = 'api'): Promise<LoggedIn> {
  return started(user, kind, usedNow(passkey))
}

async function started(user: User, kind: SessionKind, proof: Proof): Promise<LoggedIn> {
  const { token, tokenHash } = newSessionToken()
  const session = { userId: user.id, tokenHash, kind, lifetimeDays: SESSION_LIFETIME_DAYS }
  if ((await startSession(session, proof, {})) !== true) throw new Error('The session did not start.')
  return { token, tokenHash, kind }
}
