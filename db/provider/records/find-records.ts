import { and, desc, eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { prepared } from '@/db/connection/prepared'
import { providerRecords } from '@/db/provider/login-tables'
import { sessions } from '@/db/schema'
import { isRecord, type Payload } from './records'

export type FoundRecord = {
  payload: Payload
  sessionId: string | null
  /** Whether the session that it belongs to has a second step now. */
  hasSecondStep: boolean
  consumed: boolean
  consumedSecondsAgo: number
}

const found = {
  payload: providerRecords.payload,
  sessionId: providerRecords.sessionId,
  hasSecondStep: sql<boolean>`exists (select 1 from ${sessions}
    where ${sessions.id} = ${providerRecords.sessionId} and ${sessions.secondFactorAt} is not null)`,
  consumed: sql<boolean>`${providerRecords.consumedAt} is not null`,
  consumedSecondsAgo: sql`coalesce(extract(epoch from now() - ${providerRecords.consumedAt}), 0)`.mapWith(Number),
}

const askForRecord = prepared<FoundRecord[], { kind: string; idHash: string }>('provider_record', (db) =>
  db
    .select(found)
    .from(providerRecords)
    .where(
      and(eq(providerRecords.kind, sql.placeholder('kind')), eq(providerRecords.idHash, sql.placeholder('idHash'))),
    ),
)

export async function findRecord(kind: string, idHash: string): Promise<FoundRecord | undefined> {
  const [record] = await askForRecord({ kind, idHash })
  return record
}

/** The newest session of the library with that UID, if the session here that it belongs to is alive. */
export async function findRecordByUid(kind: string, uid: string, idleDays: number): Promise<FoundRecord | undefined> {
  const lately = sql`${sessions.lastSeenAt} > now() - make_interval(days => ${idleDays})`
  const alive = sql`exists (select 1 from ${sessions} where ${sessions.id} = ${providerRecords.sessionId}
    and ${sessions.expiresAt} > now() and ${lately})`
  const is = and(eq(providerRecords.kind, kind), eq(providerRecords.uid, uid), alive)
  const newest = desc(providerRecords.expiresAt)
  const [record] = await query((db) => db.select(found).from(providerRecords).where(is).orderBy(newest).limit(1))
  return record
}

/** When a record was stored that is kept for that many seconds, by the clock of the database. */
export async function storedAt(kind: string, idHash: string, seconds: number): Promise<Date | undefined> {
  const [record] = await query((db) =>
    db.select({ expiresAt: providerRecords.expiresAt }).from(providerRecords).where(isRecord(kind, idHash)),
  )
  return record && new Date(record.expiresAt.getTime() - seconds * 1000)
}
