import { loginToken } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { requestOptions } from '@/app/_openapi/passkey-examples'
import { secondStepOptions } from '@/lib/two-step/second-step-options'

export const description = describeOperations({
  id: 'getSecondStepOptions',
  method: 'POST',
  path: '/api/login/second-step/options',
  tag: 'Sessions',
  summary: 'Get options for a second step with a passkey',
  description:
    'Returns what `PublicKeyCredential.parseRequestOptionsFromJSON` of a browser takes. Send the result of `toJSON()` as `credential` to POST /api/login/second-step. It works once, with this login token alone and within 15 minutes. If the account has no passkey that works here, the answer is 409 `passkeys-unavailable`.',
  operation: secondStepOptions,
  refuses: ['login-expired', 'passkeys-unavailable'],
  example: { login_token: loginToken },
  answers: { 200: { means: 'The options for the passkeys of the account.', ...requestOptions } },
})
