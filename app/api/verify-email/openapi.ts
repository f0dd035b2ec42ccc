import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { verifyEmail } from '@/lib/email-verification/verify-email'

export const description = describeOperations({
  id: 'verifyEmail',
  method: 'POST',
  path: '/api/verify-email',
  tag: 'Accounts',
  summary: 'Verify the email address',
  description:
    'Takes the token from the link in the email that we sent on registration. If REGISTRATION is “confirm”, this creates the account: send a “password” for it or the “browser” secret of the registration (without either, the answer is 422), and optionally correct the names and the phone number.',
  operation: verifyEmail,
  refuses: [...linkRefusals, 'account-exists', 'registration-closed'],
  example: { token: mailedToken },
  answers: { 200: saysMessage('The email address is verified.', 'Email address verified successfully') },
})
