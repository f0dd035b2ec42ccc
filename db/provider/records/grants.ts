import { and, eq, inArray, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { users } from '@/db/schema'
import { holdSession } from '@/db/sessions/hold-session'
import { inSeconds, isRecord, type NewRecord } from './records'

/**
 * The grant of a user to a client, made in a session; one that is `offline` outlives it. False if that session has ended: its
 * lock makes an end in progress finish first, so that a grant that outlives sessions does not survive a reset either.
 */
export function putGrant(
  { kind, idHash, payload, seconds }: NewRecord,
  { userId, clientId, sessionId, offline }: { userId: string; clientId: string; sessionId: string; offline: boolean },
): Promise<boolean> {
  const changes = { payload, expiresAt: inSeconds(seconds) }
  const values = { kind, idHash, userId, clientId, sessionId: offline ? null : sessionId, ...changes }
  return transaction(async (tx) => {
    if (!(await holdSession(tx, userId, sessionId))) return false
    await tx
      .insert(providerRecords)
      .values(values)
      .onConflictDoUpdate({ target: [providerRecords.kind, providerRecords.idHash], set: changes })
    return true
  })
}

/** A record of what one grant allows; `grantHash` is the digest of the grant's ID. */
export type NewGranted = NewRecord & { grantId: string; grantHash: string }

/**
 * Stores a code or token only while its grant exists: the lock on the grant's row makes a revocation in progress finish first,
 * so that nothing made meanwhile survives it. False if the grant or its session is gone.
 */
export async function putGranted({ kind, idHash, payload, seconds, grantId, grantHash }: NewGranted): Promise<boolean> {
  const made = await query((db) => {
    // The user is locked before the grant, in the order of those who end sessions, or both could wait for each other.
    const owner = db.select({ id: providerRecords.userId }).from(providerRecords).where(isRecord('Grant', grantHash))
    const held = db
      .$with('held')
      .as(db.select({ id: users.id }).from(users).where(inArray(users.id, owner)).for('key share'))
    const ofHeld = inArray(providerRecords.userId, db.select({ id: held.id }).from(held))
    const parent = db.$with('parent').as(
      db
        .select({
          user: providerRecords.userId,
          client: providerRecords.clientId,
          session: providerRecords.sessionId,
        })
        .from(providerRecords)
        .where(and(isRecord('Grant', grantHash), ofHeld))
        .for('key share'),
    )
    const json = sql`${JSON.stringify(payload)}::text::jsonb`
    return db
      .with(held, parent)
      .insert(providerRecords)
      .select(sql`
        select ${kind}::text, ${idHash}::text, ${grantId}::text, null::text, user_id, client_id, session_id, ${json},
          null::timestamptz, ${inSeconds(seconds)} from ${parent}`)
      .returning({ kind: providerRecords.kind })
  })
  return made.length > 0
}

/** Deletes the codes and tokens of a grant. */
export async function deleteGranted(grantId: string): Promise<void> {
  await query((db) => db.delete(providerRecords).where(eq(providerRecords.grantId, grantId)))
}
