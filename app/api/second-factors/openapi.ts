import { describeOperations } from '@/app/_openapi/operation-description'
import { secondFactors, secondFactorsAnswer } from '@/lib/two-step/second-factors'

export const description = describeOperations({
  id: 'getSecondFactors',
  method: 'GET',
  path: '/api/second-factors',
  tag: 'Two-step login',
  summary: 'Get the second factors',
  description: 'Says whether two-step login is on and what it uses. Secrets and codes are never returned again.',
  operation: secondFactors,
  answers: {
    200: {
      means: 'The second factors of the account.',
      schema: secondFactorsAnswer,
      example: {
        two_step: '2026-11-22T09:33:00.000Z',
        authenticator_app: { since: '2026-11-22T09:33:00.000Z' },
        recovery_codes: { left: 10, made_at: '2026-11-22T09:33:00.000Z', saved: true },
      },
    },
  },
})
