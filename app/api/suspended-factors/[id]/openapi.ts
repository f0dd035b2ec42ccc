import { person, suspendedFactor } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
import { removeSuspendedFactor } from '@/lib/suspended-factors/remove'

export const description = describeOperations({
  id: 'removeSuspendedFactor',
  method: 'DELETE',
  path: '/api/suspended-factors/{id}',
  tag: 'Two-step login',
  summary: 'Remove a suspended second factor',
  description: `Removes an authenticator app, a passkey or a set of recovery codes that “This wasn’t me” has suspended. It does not work any more, and after this it never will. ${confirmedEveryTime}`,
  operation: removeSuspendedFactor,
  refuses: [...confirmationRefusals, 'not-found'],
  example: { id: suspendedFactor.id, current_password: person.password },
  answers: { 204: { means: 'The suspended second factor was removed.' } },
})
