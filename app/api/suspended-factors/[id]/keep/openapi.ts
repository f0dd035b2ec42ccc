import { person, suspendedFactor } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
import { keepSuspendedFactor } from '@/lib/suspended-factors/keep'

export const description = describeOperations({
  id: 'keepSuspendedFactor',
  method: 'POST',
  path: '/api/suspended-factors/{id}/keep',
  tag: 'Two-step login',
  summary: 'Keep a suspended second factor',
  description: `Makes an authenticator app, a passkey or a set of recovery codes that “This wasn’t me” has suspended work again, and notifies the account owner by email. An app replaces one that works now and logs out every other device; recovery codes replace others. ${confirmedEveryTime}`,
  operation: keepSuspendedFactor,
  refuses: [...confirmationRefusals, 'not-found', 'too-many-passkeys'],
  example: { id: suspendedFactor.id, current_password: person.password },
  answers: { 204: { means: 'The second factor works again.' } },
})
