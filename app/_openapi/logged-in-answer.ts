import * as z from 'zod/mini'
import { userAnswer } from '@/lib/accounts/public-user'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'
import { accessToken, user } from './examples'

/** What every login answers. */
export const loggedInAnswer = {
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
}
