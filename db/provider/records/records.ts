import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'

export type Payload = Record<string, unknown>

export type NewRecord = {
  kind: string
  idHash: string
  payload: Payload
  /** For how many seconds the record is kept. */
  seconds: number
  uid?: string
}

/** Stores a record that belongs to nobody yet, or replaces it. */
export async function putRecord({ kind, idHash, payload, seconds, uid }: NewRecord): Promise<void> {
  const changes = { payload, expiresAt: inSeconds(seconds) }
  await query((db) =>
    db
      .insert(providerRecords)
      .values({ kind, idHash, uid, ...changes })
      .onConflictDoUpdate({ target: [providerRecords.kind, providerRecords.idHash], set: changes }),
  )
}

/** Marks a code or refresh token as used; of calls at the same time only one gets true. */
export async function consumeRecord(kind: string, idHash: string): Promise<boolean> {
  const consumed = await query((db) =>
    db
      .update(providerRecords)
      .set({ consumedAt: sql`now()` })
      .where(and(isRecord(kind, idHash), isNull(providerRecords.consumedAt)))
      .returning({ kind: providerRecords.kind }),
  )
  return consumed.length > 0
}

export async function deleteRecord(kind: string, idHash: string): Promise<void> {
  await query((db) => db.delete(providerRecords).where(isRecord(kind, idHash)))
}

export function isRecord(kind: string, idHash: string): SQL | undefined {
  return and(eq(providerRecords.kind, kind), eq(providerRecords.idHash, idHash))
}

export const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`
