import { describeOperations, saysMessage } from '@/app/_openapi/operation-description'
import { resendVerification } from '@/lib/email-verification/resend-verification'

export const description = describeOperations({
  id: 'resendVerification',
  method: 'POST',
  path: '/api/resend-verification',
  tag: 'Accounts',
  summary: 'Resend the verification email',
  description: 'We send at most one a minute. The link in the previous email stops working.',
  operation: resendVerification,
  answers: {
    202: saysMessage('Accepted. If the email is not verified yet, we send a link.', 'We’ve sent you a new link.'),
  },
})
