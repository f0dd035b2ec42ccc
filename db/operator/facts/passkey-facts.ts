import { count, countDistinct } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { passkeys } from '@/db/factors/tables'

/** How many passkeys were made for each domain, and how many accounts have them. */
export type PasskeyFacts = { rpId: string; passkeys: number; accounts: number }[]

export function passkeyFacts(db: Database): Promise<PasskeyFacts> {
  return db
    .select({ rpId: passkeys.rpId, passkeys: count(), accounts: countDistinct(passkeys.userId) })
    .from(passkeys)
    .groupBy(passkeys.rpId)
    .orderBy(passkeys.rpId)
}
