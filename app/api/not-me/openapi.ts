import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { notMe } from '@/lib/not-me/not-me'

export const description = describeOperations({
  id: 'notMe',
  method: 'POST',
  path: '/api/not-me',
  tag: 'Email address',
  summary: 'This wasn’t me',
  description:
    'Takes the token of the link “this wasn’t me” in a notice, and takes the account from whoever has it: every device is logged out, the password locked, and a link to set a new one mailed. In a mail about a reset it cancels that reset.',
  operation: notMe,
  refuses: [...linkRefusals, 'account-exists'],
  example: { token: mailedToken },
  answers: {
    200: saysMessage('It was undone.', 'Every device was logged out, and a link to set a new password is on its way'),
  },
})
