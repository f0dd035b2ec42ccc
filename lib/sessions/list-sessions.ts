import * as z from 'zod/mini'
import { type ListedSession, findSessions as rowsOf } from '@/db/sessions/list-sessions'
import { ok } from '@/lib/result'
import { SESSIONS_AT_MOST } from '@/lib/rules/sessions-at-most'
import { deviceName } from './device-name'
import { loggedInOperation } from './logged-in-operation'
import { SESSION_IDLE_DAYS } from './session-lifetime'

/** A session as the account owner sees it; `device` is in words, the times are ISO 8601. */
export const sessionAnswer = z.object({
  id: z.guid(),
  kind: z.enum(['browser', 'api']),
  current: z.boolean(),
  ip: z.nullable(z.string()),
  device: z.string(),
  created_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
})
export type PublicSession = z.output<typeof sessionAnswer>

/** The sessions of the account that have not ended, most recently used first. */
export const listSessions = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
  run: async (_, __, { id, user }) => ok({ sessions: await publicSessions(user.id, id) }),
})

export async function publicSessions(userId: string, currentId: string): Promise<PublicSession[]> {
  const which = { idleDays: SESSION_IDLE_DAYS, currentId, limit: SESSIONS_AT_MOST }
  return (await rowsOf(userId, which)).map(publicSession(currentId))
}

export function publicSession(currentId: string) {
  return ({ id, kind, ip, userAgent, createdAt, lastSeenAt }: ListedSession): PublicSession => ({
    id,
    kind,
    current: id === currentId,
    ip,
    device: deviceName(userAgent),
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
  })
}
