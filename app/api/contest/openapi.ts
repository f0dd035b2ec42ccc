import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { contest } from '@/lib/email-change/contest'

export const description = describeOperations({
  id: 'contest',
  method: 'POST',
  path: '/api/contest',
  tag: 'Email address',
  summary: 'Contest a restored email address',
  description:
    'Takes the token from the email that we sent when an older email address took the account back. Logs out every device and closes the account to everyone until an operator has settled who owns it.',
  operation: contest,
  refuses: linkRefusals,
  example: { token: mailedToken },
  answers: {
    200: saysMessage(
      'The account is closed.',
      'The account is closed to everyone until an operator decides who owns it.',
    ),
  },
})
