import * as z from 'zod/mini'
import { accessToken, person, user } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { userAnswer } from '@/lib/accounts/public-user'
import { SESSIONS_AT_MOST } from '@/lib/rules/sessions-at-most'
import { login } from '@/lib/sessions/login'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'

const { email, password } = person

export const description = describeOperations({
  id: 'login',
  method: 'POST',
  path: '/api/login',
  alias: '/login',
  tag: 'Sessions',
  summary: 'Log in',
  description: `Starts a session and returns its access token. Send it as “Authorization: Bearer …” from then on. Keep the token instead of logging in for every request: an account has at most ${SESSIONS_AT_MOST} sessions, and a login beyond that ends the one that has been unused for longest. An unknown email, a wrong password and a disabled account get the same refusal. Logging in cancels a scheduled deletion of the account. This endpoint sets no cookie.`,
  operation: login,
  refuses: ['invalid-credentials'],
  example: { email, password },
  answers: {
    200: {
      means: 'Logged in.',
      schema: z.object({
        message: z.string(),
        access_token: z.string(),
        token_type: z.literal('Bearer'),
        expires_in: z.int(),
        user: userAnswer,
      }),
      example: {
        message: 'Login successful',
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: SESSION_LIFETIME_DAYS * 86_400,
        user,
      },
    },
  },
})
