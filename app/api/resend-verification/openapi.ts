import { describeOperations, saysMessage } from '@/app/_openapi/operation-description'
import { resendVerification } from '@/lib/email-verification/resend-verification'

export const description = describeOperations({
  id: 'resendVerification',
  method: 'POST',
  path: '/api/resend-verification',
  tag: 'Accounts',
  summary: 'Mail the link that proves the mailbox again',
  description: 'Once a minute at most. The link of the mail before it works no longer.',
  operation: resendVerification,
  answers: {
    202: saysMessage('On its way, unless the mailbox is proven already.', 'We’ve sent you a new link.'),
  },
})
