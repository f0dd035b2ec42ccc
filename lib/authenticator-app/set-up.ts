import { findSetUp } from '@/db/factors/authenticator-apps'
import { openSecret } from '@/lib/factors/codes/app-secret'
import { appUri } from '@/lib/factors/codes/totp'

type Session = { id: string; user: { id: string; email: string } }

/** What to show again while this session sets up an authenticator app; undefined in every other session. */
export async function setUpOf({ id, user }: Session): Promise<{ secret: string; uri: string } | undefined> {
  const found = await openSetUp(id, user.id)
  return found && { secret: found.secret, uri: appUri(found.secret, user.email) }
}

/** The setup of this session with its secret; undefined also if AUTH_SECRET has lost the key, because it can only start again. */
export async function openSetUp(sessionId: string, userId: string) {
  const setUp = await findSetUp(sessionId)
  const secret = setUp && openSecret(userId, setUp.sealed)
  return setUp && secret ? { id: setUp.id, secret, now: setUp.now } : undefined
}
