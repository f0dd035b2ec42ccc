import { loggedIn } from './logged-in'
import { someone } from './someone'
import { sessionIdOf } from './two-step'

/** A new account, and a session of its owner as the database names it. */
export async function someoneInSession(overrides: Parameters<typeof someone>[0] = { verified: true }) {
  const user = await someone(overrides)
  return { user, own: { userId: user.id, sessionId: await sessionIdOf((await loggedIn(user)).tokenHash) } }
}
