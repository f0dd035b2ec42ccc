import { otherPassword, person } from '@/app/_openapi/examples'
import {
  confirmationRefusals,
  confirmedEveryTime,
  describeOperations,
  saysMessage,
} from '@/app/_openapi/operation-description'
import { changePassword } from '@/lib/password-change/change-password'

export const description = describeOperations({
  id: 'changePassword',
  method: 'POST',
  path: '/api/change-password',
  tag: 'Passwords',
  summary: 'Change the password',
  description: `Sets a new password, logs out every other device and notifies the account owner by email. ${confirmedEveryTime}`,
  operation: changePassword,
  refuses: confirmationRefusals,
  example: { current_password: person.password, new_password: otherPassword },
  answers: { 200: saysMessage('The password was changed.', 'Password changed successfully') },
})
