import { describeOperations } from '@/app/_openapi/operation-description'
import { requestOptions } from '@/app/_openapi/passkey-examples'
import { confirmOptions } from '@/lib/confirmation/options'

export const description = describeOperations({
  id: 'getConfirmOptions',
  method: 'POST',
  path: '/api/confirm/options',
  tag: 'Passkeys',
  summary: 'Get the options for confirming with a passkey',
  description:
    'Returns what `PublicKeyCredential.parseRequestOptionsFromJSON` of a browser takes. Send the result of `toJSON()` as `credential` with a risky change, or to `confirmOwner`. It works once, in the current session and within 15 minutes. If the account has no passkey that works here, the answer is 409 `passkeys-unavailable`.',
  operation: confirmOptions,
  refuses: ['passkeys-unavailable'],
  answers: { 200: { means: 'The options for the passkeys of the account.', ...requestOptions } },
})
