import { and, eq } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import { type Act, recordAct } from '@/db/operator/acts'
import type { ClientRow } from './clients'
import { removeAccess } from './remove-app'
import { clients, clientUsers } from './tables'

/** Lists the user among those who may enter. False if the user is listed already. */
export function allowUser(act: Act, clientId: string, userId: string): Promise<boolean> {
  return transaction(async (tx) => {
    const added = await tx.insert(clientUsers).values({ clientId, userId }).onConflictDoNothing().returning()
    await recordAct(tx, act, { changed: added.length > 0 })
    return added.length > 0
  })
}

/**
 * Takes the user off the list and, unless the app is open to everyone, removes its access to the account. False if the user
 * was not listed.
 */
export function denyUser(act: Act, client: Pick<ClientRow, 'id' | 'allow'>, userId: string): Promise<boolean> {
  const { id: clientId, allow } = client
  return transaction(async (tx) => {
    // A login that is being stored has locked the client too, so that it is either seen here or refused.
    await tx.select({ id: clients.id }).from(clients).where(eq(clients.id, clientId)).for('no key update')
    if (allow === 'listed') await removeAccess(tx, { userId, clientId, cause: 'not-allowed', operator: act.operator })
    const isOne = and(eq(clientUsers.clientId, clientId), eq(clientUsers.userId, userId))
    const changed = (await tx.delete(clientUsers).where(isOne).returning()).length > 0
    await recordAct(tx, act, { changed })
    return changed
  })
}
