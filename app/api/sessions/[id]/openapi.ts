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
    'Logs one device out, also the one that asks. An id of somebody else is refused like one that is nobody’s.',
  operation: revokeSession,
  refuses: ['not-found'],
  example: { id: session.id },
  answers: { 204: { means: 'The session has ended.' } },
})
