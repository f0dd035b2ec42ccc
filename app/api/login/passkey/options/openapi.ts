import { describeOperations } from '@/app/_openapi/operation-description'
import { requestOptions } from '@/app/_openapi/passkey-examples'
import { loginOptions } from '@/lib/passkeys/login-options'

const { allowCredentials: _, ...unnamed } = requestOptions.example.options

export const description = describeOperations({
  id: 'getLoginOptions',
  method: 'POST',
  path: '/api/login/passkey/options',
  tag: 'Sessions',
  summary: 'Get options for a login with a passkey',
  description:
    'Returns what `PublicKeyCredential.parseRequestOptionsFromJSON` of a browser takes. It is the same for everyone, because the passkey names the account. The challenge works once and for 15 minutes.',
  operation: loginOptions,
  refuses: ['passkeys-unavailable'],
  answers: {
    200: {
      means: 'The options. They name no passkey, so the browser offers every one that it has for this site.',
      schema: requestOptions.schema,
      example: { options: unnamed },
    },
  },
})
