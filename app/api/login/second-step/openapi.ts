import * as z from 'zod/mini'
import { appCode, loginToken } from '@/app/_openapi/examples'
import { loggedInAnswer } from '@/app/_openapi/logged-in-answer'
import { describeOperations } from '@/app/_openapi/operation-description'
import { cancelLogin } from '@/lib/two-step/cancel-login'
import { secondStep } from '@/lib/two-step/second-step'

const { means, schema, example } = loggedInAnswer

export const description = describeOperations(
  {
    id: 'secondStep',
    method: 'POST',
    path: '/api/login/second-step',
    tag: 'Sessions',
    summary: 'Finish a login with a second step',
    description:
      'The second step of a login whose password was correct. Send either a `code` of the account’s authenticator app or one of its recovery codes, or the `credential` of a passkey for the options of POST /api/login/second-step/options. A login accepts five codes within ten minutes; then log in with the password again. The answer is that of a login.',
    operation: secondStep,
    refuses: [
      'login-expired',
      'wrong-code',
      'passkey-refused',
      'passkey-unknown',
      'passkey-removed',
      'too-many-requests',
    ],
    example: { login_token: loginToken, code: appCode },
    answers: {
      200: {
        means,
        schema: z.extend(schema, {
          recovery_codes_left: z.optional(z.int()),
        }),
        example,
      },
    },
  },
  {
    id: 'cancelLogin',
    method: 'DELETE',
    path: '/api/login/second-step',
    tag: 'Sessions',
    summary: 'Cancel a login',
    description: 'Ends a login that waits for its second step. An unknown token gets the same answer.',
    operation: cancelLogin,
    example: { login_token: loginToken },
    answers: { 204: { means: 'The login was canceled.' } },
  },
)
