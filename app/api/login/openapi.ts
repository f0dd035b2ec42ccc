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
  description: `Starts a session and gives its access token, which is sent as “Authorization: Bearer …” from then on. An account has at most ${SESSIONS_AT_MOST} sessions: a login beyond that ends the one that was used longest ago, so a program does better to keep its token than to log in each time. An unknown email, a wrong password and a disabled account are refused alike. A login restores an account that waits for its deletion. It sets no cookie.`,
  operation: login,
  refuses: ['invalid-credentials'],
  example: { email, password },
  answers: {
    200: {
      means: 'The session has begun.',
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
