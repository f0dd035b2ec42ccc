import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { undoEmail } from '@/lib/email-change/undo-email'

export const description = describeOperations({
  id: 'undoEmail',
  method: 'POST',
  path: '/api/undo-email',
  tag: 'Email address',
  summary: 'Undo a change of address',
  description:
    'Takes the token of the link that was mailed to the former address when it was changed. Logs every device out.',
  operation: undoEmail,
  refuses: [...linkRefusals, 'account-exists'],
  example: { token: mailedToken },
  answers: {
    200: saysMessage('The former address is back.', 'Email address restored, and every device was logged out'),
  },
})
