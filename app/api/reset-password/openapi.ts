import { mailedToken, otherPassword } from '@/app/_openapi/examples'
import { describeOperations, linkRefusals, saysMessage } from '@/app/_openapi/operation-description'
import { resetPassword } from '@/lib/password-reset/reset-password'

export const description = describeOperations({
  id: 'resetPassword',
  method: 'POST',
  path: '/api/reset-password',
  alias: '/reset-password',
  tag: 'Passwords',
  summary: 'Reset the password with an emailed link',
  description:
    'Takes the token from the reset link and sets a new password. The link works once. The reset ends every session, cancels every other open link and verifies the email address. It does not log anyone in.',
  operation: resetPassword,
  refuses: linkRefusals,
  example: { token: mailedToken, new_password: otherPassword },
  answers: { 200: saysMessage('The new password is set. Log in with it.', 'Password reset successfully') },
})
