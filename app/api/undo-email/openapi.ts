import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { undoEmail } from '@/lib/email-change/undo-email'

export const description = describeOperations({
  id: 'undoEmail',
  method: 'POST',
  path: '/api/undo-email',
  tag: 'Email address',
  summary: 'Undo an email change',
  description:
    'Takes the token from the email that we sent to the previous email address when it was changed. Restores that email address, logs out every device, and takes back what happened to the second factors since then. If there was anything of that to take back, or if the password was changed since then, the password is disabled, and we email a link to choose a new one.',
  operation: undoEmail,
  refuses: [...linkRefusals, 'account-exists'],
  example: { token: mailedToken },
  answers: {
    200: saysMessage(
      'The previous email address is restored.',
      'Email address restored, and every device was logged out',
    ),
  },
})
