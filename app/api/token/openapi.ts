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
    'Issues a JWT (EdDSA), valid for five minutes, that proves to one other service who is logged in. The service verifies it with the keys at /.well-known/jwks.json. Rekey itself does not accept the token. The audience must be one that the operator listed in TOKEN_AUDIENCES.',
  operation: issueToken,
  example: { audience: 'billing' },
  answers: {
    200: {
      means: 'The token. Send it to that service only.',
      schema: z.object({ service_token: z.string(), audience: z.string(), expires_in: z.int() }),
      example: { service_token: serviceToken, audience: 'billing', expires_in: SERVICE_TOKEN_SECONDS },
    },
  },
})
