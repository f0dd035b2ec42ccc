import { loggedInAnswer } from '@/app/_openapi/logged-in-answer'
import { describeOperations } from '@/app/_openapi/operation-description'
import { assertion } from '@/app/_openapi/passkey-examples'
import { passkeyLogin } from '@/lib/passkeys/passkey-login'

export const description = describeOperations({
  id: 'passkeyLogin',
  method: 'POST',
  path: '/api/login/passkey',
  tag: 'Sessions',
  summary: 'Log in with a passkey',
  description:
    'Starts a session like a login with a password, but needs no second step, because the device has checked a fingerprint, a face or a PIN. Send the browser’s answer to the options of POST /api/login/passkey/options. The refusal is the same whatever is wrong with the answer, and also for a disabled account.',
  operation: passkeyLogin,
  refuses: ['passkey-refused', 'passkey-unknown', 'passkey-removed', 'passkeys-unavailable'],
  example: { credential: assertion },
  answers: { 200: loggedInAnswer },
})
