import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { contest } from '@/lib/email-change/contest'

export const description = describeOperations({
  id: 'contest',
  method: 'POST',
  path: '/api/contest',
  tag: 'Email address',
  summary: 'Contest that an account was taken back',
  description:
    'Takes the token of the link that was mailed to a mailbox when an older one took the account back. Logs every device out and closes the account to everybody until an operator settles whose it is.',
  operation: contest,
  refuses: linkRefusals,
  example: { token: mailedToken },
  answers: {
    200: saysMessage(
      'The account is closed.',
      'The account is closed to everybody until an operator has decided whose it is',
    ),
  },
})
