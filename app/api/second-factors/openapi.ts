import * as z from 'zod/mini'
import { secondFactors as secondFactorsExample } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { secondFactors, secondFactorsAnswer } from '@/lib/two-step/second-factors'

export const description = describeOperations({
  id: 'getSecondFactors',
  method: 'GET',
  path: '/api/second-factors',
  tag: 'Two-step login',
  summary: 'Get the second factors and passkeys',
  description:
    'Says whether two-step login is on and what it uses, whether this site requires it (`required`), and lists the passkeys of the account and what “This wasn’t me” has suspended (`suspended`). Secrets, keys and codes are never returned again.',
  operation: secondFactors,
  answers: {
    200: {
      means: 'The second factors and passkeys of the account.',
      schema: z.extend(secondFactorsAnswer, { required: z.boolean() }),
      example: { ...secondFactorsExample, required: false },
    },
  },
})
