import { mailedToken, otherPassword } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { resetPassword } from '@/lib/password-reset/reset-password'

export const description = describeOperations({
  id: 'resetPassword',
  method: 'POST',
  path: '/api/reset-password',
  alias: '/reset-password',
  tag: 'Passwords',
  summary: 'Set a new password by a mailed link',
  description:
    'Takes the token of the link that was mailed. It works once, ends every session, closes every other link, proves the mailbox, and logs nobody in.',
  operation: resetPassword,
  refuses: linkRefusals,
  example: { token: mailedToken, new_password: otherPassword },
  answers: { 200: saysMessage('The password is set; log in with it.', 'Password reset successfully') },
})
