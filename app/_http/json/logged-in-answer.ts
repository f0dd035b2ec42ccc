import type { LoggedIn } from '@/lib/sessions/login/begin-session'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'
import { jsonAnswer } from './json-routes'

/** The answer to every login, whatever it took, so that a client reads them all the same way. */
export function loggedInAnswer({ token, user }: LoggedIn, more: Record<string, unknown> = {}): Response {
  return jsonAnswer({
    message: 'Login successful',
    access_token: token,
    token_type: 'Bearer',
    expires_in: SESSION_LIFETIME_DAYS * 86_400,
    user,
    ...more,
  })
}
