import { gt, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { signingKeys } from '@/db/provider/tables'

/** How the sealed part of each published key begins, which tells the secret that sealed it. */
export type SigningKeyFacts = { beginning: string }[]

export function signingKeyFacts(db: Database): Promise<SigningKeyFacts> {
  const isPublished = or(isNull(signingKeys.publishedUntil), gt(signingKeys.publishedUntil, sql`now()`))
  const beginning = sql<string>`substring(${signingKeys.sealed} from '^v1\\.[0-9a-f]+\\.')`
  return db.select({ beginning }).from(signingKeys).where(isPublished)
}
