import { findSession, type SessionKind, touchSession } from '@/db/sessions'
import { type PublicUser, publicUser } from '@/lib/accounts/public-user'
import { isUnavailable } from '@/lib/unavailable'
import { SESSION_IDLE_DAYS } from './lifetime'
import { hashSessionToken } from './token'

/** A session token and the way it came: a cookie's is no bearer token, nor the other way round. */
export type Credential = { token: string; kind: SessionKind }

/** Who is logged in with this credential, if anybody; throws Unavailable. */
export async function currentUser(credential: Credential | undefined): Promise<PublicUser | undefined> {
  if (!credential) return undefined
  const session = await findSession(hashSessionToken(credential.token), credential.kind, SESSION_IDLE_DAYS)
  if (session?.stale) await touch(session.id)
  return session && publicUser(session.user)
}

/** A note that cannot be taken now is taken at the next request; the answer is good without it. */
async function touch(id: string): Promise<void> {
  await touchSession(id).catch((error) => {
    if (!isUnavailable(error)) throw error
  })
}
