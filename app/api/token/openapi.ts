import * as z from 'zod/mini'
import { serviceToken } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { issueToken, SERVICE_TOKEN_SECONDS } from '@/lib/service-tokens/issue-token'

export const description = describeOperations({
  id: 'issueToken',
  method: 'POST',
  path: '/api/token',
  tag: 'Services',
  summary: 'Get a token for another service',
  description:
    'Gives a JWT of five minutes (EdDSA) that says to one other service who is logged in; it checks the token with the keys of /.well-known/jwks.json. It opens nothing here. Services that the operator has not named are refused.',
  operation: issueToken,
  example: { audience: 'billing' },
  answers: {
    200: {
      means: 'The token, to be shown to that service alone.',
      schema: z.object({ service_token: z.string(), audience: z.string(), expires_in: z.int() }),
      example: { service_token: serviceToken, audience: 'billing', expires_in: SERVICE_TOKEN_SECONDS },
    },
  },
})
