import { otherEmail, person } from '@/app/_openapi/examples'
import {
  confirmationRefusals,
  confirmedEveryTime,
  describeOperations,
  saysMessage,
} from '@/app/_openapi/operation-description'
import { changeEmail } from '@/lib/email-change/change-email'

export const description = describeOperations({
  id: 'changeEmail',
  method: 'POST',
  path: '/api/change-email',
  tag: 'Email address',
  summary: 'Request an email change',
  description: `Emails a link to the new email address and a notice to the current one, which stays in use until the new one is verified. The answer is the same for every new email address. ${confirmedEveryTime}`,
  operation: changeEmail,
  refuses: confirmationRefusals,
  example: { new_email: otherEmail, current_password: person.password },
  answers: {
    202: saysMessage(
      'Accepted. If the new email is available, we send it a link.',
      'If that email is available, we’ve sent it a link.',
    ),
  },
})
