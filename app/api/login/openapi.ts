import { person } from '@/app/_openapi/examples'
import { loggedInAnswer } from '@/app/_openapi/logged-in-answer'
import { describeOperations } from '@/app/_openapi/operation-description'
import { SESSIONS_AT_MOST } from '@/lib/rules/sessions-at-most'
import { login } from '@/lib/sessions/login/login'

const { email, password } = person

export const description = describeOperations({
  id: 'login',
  method: 'POST',
  path: '/api/login',
  alias: '/login',
  tag: 'Sessions',
  summary: 'Log in',
  description: `Starts a session and returns its access token. Send it as “Authorization: Bearer …” from then on. Keep the token instead of logging in for every request: an account has at most ${SESSIONS_AT_MOST} sessions, and a login beyond that ends the one that has been unused for longest. An unknown email, a wrong password and a disabled account get the same refusal. If the account has two-step login, a correct password is refused with “second-step-required”: finish the login with POST /api/login/second-step. Logging in cancels a scheduled deletion of the account. This endpoint sets no cookie.`,
  operation: login,
  refuses: ['invalid-credentials', 'second-step-required'],
  example: { email, password },
  answers: { 200: loggedInAnswer },
})
