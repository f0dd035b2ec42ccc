import { and, eq } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import type { ClientRow } from './clients'
import { removeAccess } from './remove-app'
import { clients, clientUsers } from './tables'

/** Lists the user among those who may enter. False if the user is listed already. */
export function allowUser(clientId: string, userId: string): Promise<boolean> {
  return query(async (db) => {
    const added = await db.insert(clientUsers).values({ clientId, userId }).onConflictDoNothing().returning()
    return added.length > 0
  })
}

/**
 * Takes the user off the list and, unless the app is open to everyone, removes its access to the account. False if the user
 * was not listed.
 */
export function denyUser(operator: string, client: Pick<ClientRow, 'id' | 'allow'>, userId: string): Promise<boolean> {
  const { id: clientId, allow } = client
  return transaction(async (tx) => {
    // A login that is being stored has locked the client too, so that it is either seen here or refused.
    await tx.select({ id: clients.id }).from(clients).where(eq(clients.id, clientId)).for('no key update')
    if (allow === 'listed') await removeAccess(tx, { userId, clientId, cause: 'not-allowed', operator })
    const isOne = and(eq(clientUsers.clientId, clientId), eq(clientUsers.userId, userId))
    return (await tx.delete(clientUsers).where(isOne).returning()).length > 0
  })
}
