import { person } from '@/app/_openapi/examples'
import { describeOperations, saysMessage } from '@/app/_openapi/operation-description'
import { forgotPassword } from '@/lib/password-reset/forgot-password'

export const description = describeOperations({
  id: 'forgotPassword',
  method: 'POST',
  path: '/api/forgot-password',
  alias: '/forgot-password',
  tag: 'Passwords',
  summary: 'Ask for a link to set a new password',
  description:
    'Mails a link to the address, if an account has it. Every address is answered with the same bytes after the same work, also when so many mails went there that no other goes.',
  operation: forgotPassword,
  example: { email: person.email },
  answers: {
    202: saysMessage('Heard; the mailbox tells the rest.', 'If there’s an account for that email, we’ve sent a link.'),
  },
})
