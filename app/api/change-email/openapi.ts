import { otherEmail, person } from '@/app/_openapi/examples'
import { describeOperations, saysMessage } from '@/app/_openapi/operation-description'
import { changeEmail } from '@/lib/email-change/change-email'

export const description = describeOperations({
  id: 'changeEmail',
  method: 'POST',
  path: '/api/change-email',
  tag: 'Email address',
  summary: 'Ask for another email address',
  description:
    'Mails a link to the new address, and a notice to the present one, which counts until that link is used. Every new address is answered alike. A program gives the password each time.',
  operation: changeEmail,
  refuses: ['wrong-password'],
  requires: ['current_password'],
  example: { new_email: otherEmail, current_password: person.password },
  answers: { 202: saysMessage('On its way.', 'If that email is available, we’ve sent it a link.') },
})
