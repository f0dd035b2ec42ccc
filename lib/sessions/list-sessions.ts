import * as z from 'zod/mini'
import { listSessions as rowsOf } from '@/db/sessions'
import { ok } from '@/lib/result'
import { deviceName } from './device-name'
import { SESSION_IDLE_DAYS } from './lifetime'
import { signedInOperation } from './signed-in'

/** A session as its owner sees it; `device` is in words, the times are ISO 8601. */
export type PublicSession = {
  id: string
  kind: 'browser' | 'api'
  current: boolean
  ip: string | null
  device: string
  created_at: string
  last_seen_at: string
}

/** Every live session of the account, the one used last first. */
export const listSessions = signedInOperation({
  input: z.object({}),
  run: async (_, __, { id, user }) => ok({ sessions: await publicSessions(user.id, id) }),
})

export async function publicSessions(userId: string, currentId: string): Promise<PublicSession[]> {
  const rows = await rowsOf(userId, SESSION_IDLE_DAYS)
  return rows.map(({ id, kind, ip, userAgent, createdAt, lastSeenAt }) => ({
    id,
    kind,
    current: id === currentId,
    ip,
    device: deviceName(userAgent),
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
  }))
}
