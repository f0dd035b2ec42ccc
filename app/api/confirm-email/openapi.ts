import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { confirmEmail } from '@/lib/email-change/confirm-email'

export const description = describeOperations({
  id: 'confirmEmail',
  method: 'POST',
  path: '/api/confirm-email',
  tag: 'Email address',
  summary: 'Verify the new email address',
  description:
    'Takes the token from the link that we sent to the new email address, and makes it the email address of the account.',
  operation: confirmEmail,
  refuses: [...linkRefusals, 'account-exists'],
  example: { token: mailedToken },
  answers: { 200: saysMessage('The account has the new email address.', 'Email address changed successfully') },
})
