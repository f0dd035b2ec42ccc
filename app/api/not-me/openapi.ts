import { mailedToken } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { notMe } from '@/lib/not-me/not-me'

export const description = describeOperations({
  id: 'notMe',
  method: 'POST',
  path: '/api/not-me',
  tag: 'Email address',
  summary: 'Secure the account (“this wasn’t me”)',
  description:
    'Takes the token from the “this wasn’t me” link in a notice email. Logs out every device, restores the email address that received the notice, disables the current password and emails a reset link. With the token from a password reset email, it cancels that reset instead.',
  operation: notMe,
  refuses: [...linkRefusals, 'account-exists'],
  example: { token: mailedToken },
  answers: {
    200: saysMessage(
      'The account is secured, or the reset is canceled.',
      'We logged out every device and emailed a link to choose a new password.',
    ),
  },
})
