import { appCode, person } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'

export const description = describeOperations({
  id: 'switchOffTwoStep',
  method: 'DELETE',
  path: '/api/two-step',
  tag: 'Two-step login',
  summary: 'Turn off two-step login',
  description: `Removes the authenticator app and all recovery codes, logs out every other device and notifies the account owner by email. From then on, the password is enough to log in. ${confirmedEveryTime}`,
  operation: switchOffTwoStep,
  refuses: [...confirmationRefusals, 'two-step-off'],
  example: { current_password: person.password, code: appCode },
  answers: { 204: { means: 'Two-step login is off.' } },
})
