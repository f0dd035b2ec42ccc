import { person } from '@/app/_openapi/examples'
import { describeOperations, saysMessage } from '@/app/_openapi/operation-description'
import { forgotPassword } from '@/lib/password-reset/forgot-password'

export const description = describeOperations({
  id: 'forgotPassword',
  method: 'POST',
  path: '/api/forgot-password',
  alias: '/forgot-password',
  tag: 'Passwords',
  summary: 'Request a password reset link',
  description:
    'Emails a reset link if the email has an account. The answer and the work behind it are the same for every email, including one that has reached its limit and gets no further emails for now.',
  operation: forgotPassword,
  example: { email: person.email },
  answers: {
    202: saysMessage(
      'Accepted. If the account exists, we send a link.',
      'If there’s an account for that email, we’ve sent a link.',
    ),
  },
})
