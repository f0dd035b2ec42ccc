import * as z from 'zod/mini'
import { appCode, recoveryCodes } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { finishAuthenticatorApp } from '@/lib/authenticator-app/finish'

export const description = describeOperations({
  id: 'finishAuthenticatorApp',
  method: 'POST',
  path: '/api/authenticator-app/finish',
  tag: 'Two-step login',
  summary: 'Finish setting up an authenticator app',
  description:
    'Activates the new app once a code shows that it has the secret. The first app turns on two-step login, and the answer contains the recovery codes, which are never returned again. A later app replaces the previous one, and the recovery codes stay. Every other device is logged out, and the account owner is notified by email.',
  operation: finishAuthenticatorApp,
  refuses: ['wrong-code', 'set-up-expired'],
  example: { code: appCode },
  answers: {
    200: {
      means: 'The app is in use.',
      schema: z.object({ message: z.string(), recovery_codes: z.optional(z.array(z.string())) }),
      example: { message: 'Two-step login is on.', recovery_codes: recoveryCodes },
    },
  },
})
