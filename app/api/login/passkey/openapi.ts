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
    'Starts a session like a login with a password, but needs no second step, because the device has checked who uses the passkey. Send what the browser answered to the options of POST /api/login/passkey/options. Whatever is wrong with the answer, and a disabled account, get the same refusal.',
  operation: passkeyLogin,
  refuses: ['passkey-refused', 'passkey-unknown', 'passkeys-unavailable'],
  example: { credential: assertion },
  answers: { 200: loggedInAnswer },
})
