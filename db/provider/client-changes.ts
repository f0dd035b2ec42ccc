import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import { users } from '@/db/schema'
import { type ClientFields, type ClientRow, findClient } from './clients'
import { endClient, endRestOfClient } from './end-client'
import { clients, clientUsers, providerRecords } from './tables'

const RECORDS_AT_ONCE = 2000

/** Changes a client. Undefined if there is none with that ID. */
export async function updateClient(id: string, changes: Partial<ClientFields>): Promise<ClientRow | undefined> {
  const changed = await transaction(async (tx) => {
    const [before] = await tx.select().from(clients).where(eq(clients.id, id)).for('no key update')
    if (!before) return undefined
    const [after] = await tx.update(clients).set(changes).where(eq(clients.id, id)).returning()
    return { before, after: after! }
  })
  if (!changed) return undefined
  const { before, after } = changed
  if (before.allow === 'everyone' && after.allow === 'listed') await endRestOfClient(id, 'not-allowed', isUnlisted(id))
  // Tokens keep the scopes with which they were issued, so they end. At the next login the app gets narrower ones.
  if (before.scopes.some((scope) => !after.scopes.includes(scope))) await deleteRecords(id)
  return after
}

/**
 * Disables the client and ends all that it has of its users. If it is disabled already, ends what an interrupted call has left,
 * and returns false.
 */
export async function disableClient(id: string): Promise<boolean> {
  const changed = await transaction(async (tx) => {
    const [disabled] = await tx
      .update(clients)
      .set({ disabledAt: sql`now()` })
      .where(and(eq(clients.id, id), isNull(clients.disabledAt)))
      .returning({ id: clients.id })
    // A disabled client cannot use what it still has, so the rest may end in further transactions.
    await endClient(tx, id, 'client-disabled')
    return disabled !== undefined
  })
  await endRestOfClient(id, 'client-disabled')
  return changed
}

/** False if it was not disabled. */
export async function enableClient(id: string): Promise<boolean> {
  const client = await findClient(id)
  if (!client?.disabledAt) return false
  // A login that was under way when the client was disabled may have left tokens, which must not come back to life.
  await endRestOfClient(id, 'client-disabled')
  const isDisabled = and(eq(clients.id, id), isNotNull(clients.disabledAt))
  const enabled = await query((db) => db.update(clients).set({ disabledAt: null }).where(isDisabled).returning())
  return enabled.length > 0
}

/** Deletes the client with all that it has of its users, also their consents. False if there is none. */
export async function deleteClient(id: string): Promise<boolean> {
  await query((db) =>
    db
      .update(clients)
      .set({ disabledAt: sql`coalesce(${clients.disabledAt}, now())` })
      .where(eq(clients.id, id)),
  )
  await endRestOfClient(id, 'client-removed')
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

/** True for a row of `users` that is not listed. */
function isUnlisted(clientId: string): SQL {
  const { clientId: listedAt, userId } = clientUsers
  return sql`not exists (select 1 from ${clientUsers} where ${listedAt} = ${clientId} and ${userId} = ${users.id})`
}

/** In batches, because one statement for all the tokens of a large app would take too long. */
async function deleteRecords(clientId: string): Promise<void> {
  const { kind, idHash } = providerRecords
  const isOne = eq(providerRecords.clientId, clientId)
  let deleted: number
  do {
    const gone = await query((db) => {
      const some = db.select({ kind, idHash }).from(providerRecords).where(isOne).limit(RECORDS_AT_ONCE)
      return db.delete(providerRecords).where(sql`(${kind}, ${idHash}) in ${some}`).returning({ idHash })
    })
    deleted = gone.length
  } while (deleted > 0)
}
