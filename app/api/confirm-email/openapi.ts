import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { confirmEmail } from '@/lib/email-change/confirm-email'

export const description = describeOperations({
  id: 'confirmEmail',
  method: 'POST',
  path: '/api/confirm-email',
  tag: 'Email address',
  summary: 'Confirm the new address',
  description: 'Takes the token of the link that was mailed to the new address, and moves the account there.',
  operation: confirmEmail,
  refuses: [...linkRefusals, 'account-exists'],
  example: { token: mailedToken },
  answers: { 200: saysMessage('The account has the new address.', 'Email address changed successfully') },
})
