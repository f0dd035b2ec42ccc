import * as z from 'zod/mini'
import { session } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { SESSIONS_AT_MOST } from '@/lib/rules/sessions-at-most'
import { listSessions, sessionAnswer } from '@/lib/sessions/list-sessions'
import { revokeOtherSessions } from '@/lib/sessions/revoke-sessions'

const path = '/api/sessions'
const tag = 'Sessions'

export const description = describeOperations(
  {
    id: 'listSessions',
    method: 'GET',
    path,
    tag,
    summary: 'List sessions',
    description: `Lists every device and API client that is logged in to the account, most recently used first. An account has at most ${SESSIONS_AT_MOST} sessions; a login beyond that ends the one that has been unused for longest.`,
    operation: listSessions,
    answers: {
      200: {
        means: 'The sessions of the account.',
        schema: z.object({ sessions: z.array(sessionAnswer) }),
        example: { sessions: [session] },
      },
    },
  },
  {
    id: 'revokeOtherSessions',
    method: 'DELETE',
    path,
    tag,
    summary: 'End all other sessions',
    description: 'Logs out every device except the current one.',
    operation: revokeOtherSessions,
    answers: { 204: { means: 'Every other session has ended.' } },
  },
)
