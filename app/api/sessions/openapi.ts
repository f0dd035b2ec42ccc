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
    description: `Every device and program that is logged in to the account, the one used last first. At most ${SESSIONS_AT_MOST}: a login beyond that ends the session that was used longest ago.`,
    operation: listSessions,
    answers: {
      200: {
        means: 'The sessions.',
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
    description: 'Logs every device out but the one that asks.',
    operation: revokeOtherSessions,
    answers: { 204: { means: 'No other session is left.' } },
  },
)
