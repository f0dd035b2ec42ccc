import * as z from 'zod/mini'
import { appCode, person, recoveryCodes } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'

export const description = describeOperations({
  id: 'makeRecoveryCodes',
  method: 'POST',
  path: '/api/recovery-codes',
  tag: 'Two-step login',
  summary: 'Make new recovery codes',
  description: `Returns ten recovery codes, which are never returned again. All previous ones stop working at once, and the account owner is notified by email. ${confirmedEveryTime}`,
  operation: makeRecoveryCodes,
  refuses: [...confirmationRefusals, 'two-step-off'],
  example: { current_password: person.password, code: appCode },
  answers: {
    200: {
      means: 'The new recovery codes.',
      schema: z.object({ recovery_codes: z.array(z.string()) }),
      example: { recovery_codes: recoveryCodes },
    },
  },
})
