import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { verifyEmail } from '@/lib/email-verification/verify-email'

export const description = describeOperations({
  id: 'verifyEmail',
  method: 'POST',
  path: '/api/verify-email',
  tag: 'Accounts',
  summary: 'Prove the mailbox',
  description:
    'Takes the token of the link that was mailed at the registration. Where REGISTRATION is “confirm” the account is made now: whoever has only the link chooses its password, and may correct the names and the number. Without a password that is 422.',
  operation: verifyEmail,
  refuses: [...linkRefusals, 'account-exists', 'registration-closed'],
  example: { token: mailedToken },
  answers: { 200: saysMessage('The mailbox is proven.', 'Email address verified successfully') },
})
