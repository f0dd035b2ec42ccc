import { session } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { revokeSession } from '@/lib/sessions/revoke-sessions'

export const description = describeOperations({
  id: 'revokeSession',
  method: 'DELETE',
  path: '/api/sessions/{id}',
  tag: 'Sessions',
  summary: 'End a session',
  description:
    'Logs out one device, which may be the current one. The ID of another account’s session is refused exactly like one that does not exist.',
  operation: revokeSession,
  refuses: ['not-found'],
  example: { id: session.id },
  answers: { 204: { means: 'The session has ended.' } },
})
