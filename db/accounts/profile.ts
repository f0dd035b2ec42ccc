import { eq, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import { queueNotice } from '@/db/outbox/notices'
import { events, users } from '@/db/schema'
import { orTaken } from '@/db/unique-violation'
import { nameKeys } from '@/lib/rules/name-keys'
import { lockUser } from './live-account'
import type { Origin, User } from './users'

export type ProfileChanges = Partial<Pick<User, 'firstName' | 'lastName' | 'phoneNumber'>>

/** Changes names and phone number, telling the owner when the number changes; 'taken' when the number belongs to another account. */
export function writeProfile(id: string, changes: ProfileChanges, origin: Origin): Promise<User | 'taken' | undefined> {
  return transaction(async (tx) => {
    const before = await lockUser(tx, id, { strength: 'update' })
    if (!before) return undefined
    const [user] = await tx
      .update(users)
      .set({ ...changes, ...nameKeys({ ...before, ...changes }), updatedAt: sql`now()` })
      .where(eq(users.id, id))
      .returning()
    if (user!.firstName !== before.firstName || user!.lastName !== before.lastName) {
      await tx.insert(events).values({ userId: id, type: 'name-changed', ...origin })
    }
    if (user!.phoneNumber !== before.phoneNumber) {
      await tx.insert(events).values({ userId: id, type: 'phone-changed', ...origin })
      await queueNotice(tx, 'phone-changed', user!, origin)
    }
    return user
  }).catch(orTaken)
}
