import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import { type Act, recordAct } from '@/db/operator/acts'
import { users } from '@/db/schema'
import { type ClientFields, type ClientRow, findClient } from './clients'
import { endClient, endRestOfClient } from './end-client'
import { providerRecords } from './login-tables'
import { clients, clientUsers } from './tables'

const RECORDS_AT_ONCE = 2000

/** Changes a client. Undefined if there is none with that ID. */
export async function updateClient(
  act: Act,
  id: string,
  changes: Partial<ClientFields>,
): Promise<ClientRow | undefined> {
  const changed = await transaction(async (tx) => {
    const [before] = await tx.select().from(clients).where(eq(clients.id, id)).for('no key update')
    if (!before) return undefined
    const [after] = await tx.update(clients).set(changes).where(eq(clients.id, id)).returning()
    await recordAct(tx, act)
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
export async function disableClient(act: Act, id: string): Promise<boolean> {
  const changed = await transaction(async (tx) => {
    const [disabled] = await tx
      .update(clients)
      .set({ disabledAt: sql`now()` })
      .where(and(eq(clients.id, id), isNull(clients.disabledAt)))
      .returning({ id: clients.id })
    // A disabled client cannot use what it still has, so the rest may end in further transactions.
    await endClient(tx, id, 'client-disabled')
    await recordAct(tx, act, { changed: disabled !== undefined })
    return disabled !== undefined
  })
  await endRestOfClient(id, 'client-disabled')
  return changed
}

/** False if it was not disabled. */
export async function enableClient(act: Act, id: string): Promise<boolean> {
  const client = await findClient(id)
  // A login that was under way when the client was disabled may have left tokens, which must not come back to life.
  if (client?.disabledAt) await endRestOfClient(id, 'client-disabled')
  return transaction(async (tx) => {
    const isDisabled = and(eq(clients.id, id), isNotNull(clients.disabledAt))
    const enabled = client?.disabledAt
      ? await tx.update(clients).set({ disabledAt: null }).where(isDisabled).returning({ id: clients.id })
      : []
    await recordAct(tx, act, { changed: enabled.length > 0 })
    return enabled.length > 0
  })
}

/**
 * Deletes the client with all that it has of its users, also their consents. False if there is none. The act is recorded with the
 * first step, which closes the client for good: whoever interrupts the rest has removed it nevertheless.
 */
export async function deleteClient(act: Act, id: string): Promise<boolean> {
  await transaction(async (tx) => {
    const closed = await tx
      .update(clients)
      .set({ disabledAt: sql`coalesce(${clients.disabledAt}, now())` })
      .where(eq(clients.id, id))
      .returning({ id: clients.id })
    await recordAct(tx, act, { changed: closed.length > 0 })
  })
  await endRestOfClient(id, 'client-removed')
  return transaction(async (tx) => {
    await endClient(tx, id, 'client-removed')
    const gone = await tx.delete(clients).where(eq(clients.id, id)).returning({ id: clients.id })
    return gone.length > 0
  })
}

/** Replaces the secret. The current one works for `keepSeconds` more, and any former one no longer. Undefined without a client. */
export function replaceSecret(
  act: Act,
  id: string,
  secretHash: string,
  keepSeconds: number,
): Promise<ClientRow | undefined> {
  const kept = {
    oldSecretHash: clients.secretHash,
    oldSecretUntil: sql`now() + make_interval(secs => ${keepSeconds})`,
  }
  const old = keepSeconds > 0 ? kept : { oldSecretHash: null, oldSecretUntil: null }
  return transaction(async (tx) => {
    const [client] = await tx
      .update(clients)
      .set({ secretHash, ...old })
      .where(and(eq(clients.id, id), isNotNull(clients.secretHash)))
      .returning()
    if (client) await recordAct(tx, act, { kept_seconds: keepSeconds })
    return client
  })
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
