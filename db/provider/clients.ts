import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import { type Act, recordAct } from '@/db/operator/acts'
import { clientFaults, clients, clientUsers } from './tables'

/** An app that logs people in with Rekey; `id` is its `client_id`. */
export type ClientRow = typeof clients.$inferSelect
/** What an operator sets of a client. */
export type ClientFields = Pick<ClientRow, 'name'> &
  Partial<Omit<ClientRow, 'id' | 'kind' | 'createdAt' | 'lastUsedAt'>>

/** The client, even if it is disabled. */
export async function findClient(id: string): Promise<ClientRow | undefined> {
  if (isImpossible(id)) return undefined
  const [client] = await query((db) => db.select().from(clients).where(eq(clients.id, id)))
  return client
}

/** The client, unless it is disabled. */
export async function findLiveClient(id: string): Promise<ClientRow | undefined> {
  if (isImpossible(id)) return undefined
  const isLive = and(eq(clients.id, id), isNull(clients.disabledAt))
  const [client] = await query((db) => db.select().from(clients).where(isLive))
  return client
}

/** PostgreSQL takes no zero byte in a text, and anyone can send one in a request. */
const isImpossible = (id: string) => id.includes('\0')

/** Every client, by name. */
export function findClients(): Promise<ClientRow[]> {
  return query((db) => db.select().from(clients).orderBy(asc(clients.name), asc(clients.id)))
}

/** Whether this user may log in to the app. */
export async function mayEnter(client: Pick<ClientRow, 'id' | 'allow'>, userId: string): Promise<boolean> {
  if (client.allow === 'everyone') return true
  const isListed = and(eq(clientUsers.clientId, client.id), eq(clientUsers.userId, userId))
  return (await query((db) => db.$count(clientUsers, isListed))) > 0
}

/** Records that the client is in use; of many requests within five minutes only one writes. */
export async function touchClient(id: string): Promise<void> {
  const stale = or(isNull(clients.lastUsedAt), lt(clients.lastUsedAt, sql`now() - interval '5 minutes'`))
  await query((db) =>
    db
      .update(clients)
      .set({ lastUsedAt: sql`now()` })
      .where(and(eq(clients.id, id), stale)),
  )
}

const LONGEST_DETAIL = 500

/** Counts a refusal that the client has met, and keeps the detail of the latest one. Does nothing if there is no such client. */
export async function noteClientFault(clientId: string, code: string, detail: string): Promise<void> {
  // The detail quotes a request, which may contain a zero byte; PostgreSQL cannot store one in a text.
  const kept = detail.replaceAll('\0', '').slice(0, LONGEST_DETAIL)
  const { id } = clients
  await query((db) =>
    db
      .insert(clientFaults)
      .select(
        db
          .select({
            clientId: id,
            code: sql<string>`${code}::text`.as('code'),
            detail: sql<string>`${kept}::text`.as('detail'),
            count: sql<number>`1`.as('count'),
            lastAt: sql<Date>`now()`.as('last_at'),
          })
          .from(clients)
          .where(eq(id, clientId)),
      )
      .onConflictDoUpdate({
        target: [clientFaults.clientId, clientFaults.code],
        set: { detail: kept, count: sql`${clientFaults.count} + 1`, lastAt: sql`now()` },
      }),
  )
}

/** Adds a client. 'taken' if the ID belongs to another one, 'full' if there are `atMost` clients already. */
export function insertClient(
  act: Act,
  row: ClientFields & Pick<ClientRow, 'id' | 'kind'>,
  atMost: number,
): Promise<ClientRow | 'taken' | 'full'> {
  return transaction(async (tx) => {
    if ((await tx.$count(clients)) >= atMost) return 'full'
    const [client] = await tx.insert(clients).values(row).onConflictDoNothing().returning()
    if (!client) return 'taken'
    await recordAct(tx, act)
    return client
  })
}
