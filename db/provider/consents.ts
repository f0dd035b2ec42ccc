import { and, eq, sql } from 'drizzle-orm'
import type { Origin } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { type EventType, events } from '@/db/schema'
import { holdSession } from '@/db/sessions/hold-session'
import { consents } from './login-tables'
import { clients } from './tables'

/** The scopes that the user has allowed the app; empty if none. */
export async function consentedScopes(userId: string, clientId: string): Promise<string[]> {
  const of = and(eq(consents.userId, userId), eq(consents.clientId, clientId))
  const [consent] = await query((db) => db.select({ scopes: consents.scopes }).from(consents).where(of))
  return consent?.scopes ?? []
}

type Allowed = { userId: string; sessionId: string; clientId: string; scopes: string[] }

/**
 * Records that the user allows the app these scopes besides those allowed before. Does nothing if the session has ended: its
 * lock makes a reset in progress finish first, which removes what a stranger allowed.
 */
export function allowScopes({ userId, sessionId, clientId, scopes }: Allowed, origin: Origin): Promise<void> {
  return transaction(async (tx) => {
    if (!(await holdSession(tx, userId, sessionId))) return
    const all = sql`array(select distinct unnest(${consents.scopes} || excluded.scopes) order by 1)`
    await tx
      .insert(consents)
      .values({ userId, clientId, scopes })
      .onConflictDoUpdate({ target: [consents.userId, consents.clientId], set: { scopes: all, createdAt: sql`now()` } })
    await tx.insert(events).values({ userId, type: 'app-allowed', details: await namedApp(tx, clientId), ...origin })
  })
}

export async function noteDenial(userId: string, clientId: string, origin: Origin): Promise<void> {
  const type: EventType = 'app-denied'
  await query(async (db) =>
    db.insert(events).values({ userId, type, details: await namedApp(db, clientId), ...origin }),
  )
}

async function namedApp(db: Parameters<Parameters<typeof query>[0]>[0], clientId: string) {
  const [client] = await db.select({ app: clients.name }).from(clients).where(eq(clients.id, clientId))
  return client ?? { app: clientId }
}
