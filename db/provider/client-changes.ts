import { and, eq, isNotNull, isNull, notExists, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'
import type { ClientFields, ClientRow } from './clients'
import { endClient } from './end-client'
import { removeAccess } from './remove-app'
import { clients, clientUsers, providerRecords } from './tables'

/** Changes a client. Undefined if there is none with that ID. */
export function updateClient(id: string, changes: Partial<ClientFields>): Promise<ClientRow | undefined> {
  return transaction(async (tx) => {
    const [before] = await tx.select().from(clients).where(eq(clients.id, id)).for('no key update')
    if (!before) return undefined
    const [after] = await tx.update(clients).set(changes).where(eq(clients.id, id)).returning()
    // Tokens keep the scopes with which they were issued, so they end. At the next login the app gets narrower ones.
    const isNarrower = before.scopes.some((scope) => !after!.scopes.includes(scope))
    if (isNarrower) await tx.delete(providerRecords).where(eq(providerRecords.clientId, id))
    if (before.allow === 'everyone' && after!.allow === 'listed')
      await endClient(tx, id, 'not-allowed', isUnlisted(tx, id))
    return after
  })
}

/** Disables the client and ends all that it has of its users. False if it was disabled already. */
export function disableClient(id: string): Promise<boolean> {
  return transaction(async (tx) => {
    const [disabled] = await tx
      .update(clients)
      .set({ disabledAt: sql`now()` })
      .where(and(eq(clients.id, id), isNull(clients.disabledAt)))
      .returning({ id: clients.id })
    if (disabled) await endClient(tx, id, 'client-disabled')
    return disabled !== undefined
  })
}

/** False if it was not disabled. */
export function enableClient(id: string): Promise<boolean> {
  return transaction(async (tx) => {
    const isDisabled = and(eq(clients.id, id), isNotNull(clients.disabledAt))
    const [found] = await tx.select({ id: clients.id }).from(clients).where(isDisabled).for('no key update')
    if (!found) return false
    // A login that was under way when the client was disabled may have left tokens, which must not come back to life.
    await endClient(tx, id, 'client-disabled')
    await tx.update(clients).set({ disabledAt: null }).where(eq(clients.id, id))
    return true
  })
}

/** Deletes the client with all that it has of its users, also their consents. False if there is none. */
export function deleteClient(id: string): Promise<boolean> {
  return transaction(async (tx) => {
    await endClient(tx, id, 'client-removed')
    const gone = await tx.delete(clients).where(eq(clients.id, id)).returning({ id: clients.id })
    return gone.length > 0
  })
}

/** Replaces the secret. The current one works for `keepSeconds` more, and any former one no longer. Undefined without a client. */
export async function replaceSecret(
  id: string,
  secretHash: string,
  keepSeconds: number,
): Promise<ClientRow | undefined> {
  const kept = {
    oldSecretHash: clients.secretHash,
    oldSecretUntil: sql`now() + make_interval(secs => ${keepSeconds})`,
  }
  const old = keepSeconds > 0 ? kept : { oldSecretHash: null, oldSecretUntil: null }
  const [client] = await query((db) =>
    db
      .update(clients)
      .set({ secretHash, ...old })
      .where(and(eq(clients.id, id), isNotNull(clients.secretHash)))
      .returning(),
  )
  return client
}

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
    if (allow === 'listed') await removeAccess(tx, { userId, clientId, cause: 'not-allowed', operator })
    const isOne = and(eq(clientUsers.clientId, clientId), eq(clientUsers.userId, userId))
    return (await tx.delete(clientUsers).where(isOne).returning()).length > 0
  })
}

function isUnlisted(tx: Database, clientId: string) {
  const listed = and(eq(clientUsers.clientId, clientId), eq(clientUsers.userId, users.id))
  return notExists(tx.select({ one: sql`1` }).from(clientUsers).where(listed))
}
