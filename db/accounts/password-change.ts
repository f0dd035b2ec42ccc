import { eq, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import { closeLinks } from '@/db/links'
import { queueNotice } from '@/db/outbox/notices'
import { events, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { lockUser } from './live-account'
import { closeResets } from './password-resets'
import type { Origin } from './users'

type Change = { userId: string; sessionId: string; checkedHash: string; nextHash: string }

/** Sets the password, ends every other session and all open links; false if the hash has changed in the meantime. */
export function changePasswordHash(change: Change, origin: Origin): Promise<boolean> {
  const { userId, sessionId, checkedHash, nextHash } = change
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId, { checkedHash })
    if (!user) return false
    await tx.update(users).set({ passwordHash: nextHash, updatedAt: sql`now()` }).where(eq(users.id, userId))
    await endSessions(tx, { allOf: userId, except: sessionId }, 'password-changed')
    await closeResets(tx, userId)
    await closeLinks(tx, userId, 'confirm-email', 'verify-email')
    await tx.insert(events).values({ userId, type: 'password-changed', ...origin })
    await queueNotice(tx, 'password-changed', user, origin, { by: 'change' })
    return true
  })
}
