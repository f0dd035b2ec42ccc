import * as z from 'zod/mini'
import { confirmation, person } from '@/app/_openapi/examples'
import { confirmationRefusals, describeOperations } from '@/app/_openapi/operation-description'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'

export const description = describeOperations({
  id: 'confirmOwner',
  method: 'POST',
  path: '/api/confirm',
  tag: 'Two-step login',
  summary: 'Confirm that it’s you',
  description:
    'Takes a passkey, or the current password and, with two-step login, a code of the authenticator app. Send the returned confirmation with risky changes instead. It works several times, but only in the session that got it and for ten minutes. A recovery code is not accepted.',
  operation: confirmOwner,
  refuses: confirmationRefusals,
  example: { current_password: person.password },
  answers: {
    200: {
      means: 'Confirmed.',
      schema: z.object({ confirmation: z.string(), expires_in: z.int() }),
      example: { confirmation, expires_in: 600 },
    },
  },
})
