import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { setAsideFactors } from '@/db/factors/tables'

/** The sealed secret of an app that was removed or suspended. */
export const sealedSetAside: SQL<string> = sql<string>`${setAsideFactors.rows} -> 0 ->> 'sealed'`
export const isAppSetAside = () => eq(setAsideFactors.kind, 'authenticator-app')

/** Up to `limit` apps that may come back, whose sealed secret begins in one of these ways; `aad` is what it is bound to. */
export function appsSetAsideSealedWith(
  beginnings: string[],
  limit: number,
): Promise<{ id: string; aad: string; sealed: string }[]> {
  const { id, userId } = setAsideFactors
  const begins = or(...beginnings.map((beginning) => sql`starts_with(${sealedSetAside}, ${beginning})`))
  return query((db) =>
    db
      .select({ id, aad: userId, sealed: sealedSetAside })
      .from(setAsideFactors)
      .where(and(isAppSetAside(), begins))
      .limit(limit),
  )
}

/** Replaces the sealed secret unless it is no longer `former`. */
export async function replaceSealedSetAside(id: string, former: string, sealed: string): Promise<void> {
  const rows = sql`jsonb_set(${setAsideFactors.rows}, '{0,sealed}', to_jsonb(${sealed}::text))`
  const isFormer = and(eq(setAsideFactors.id, id), eq(sealedSetAside, former))
  await query((db) => db.update(setAsideFactors).set({ rows }).where(isFormer))
}
