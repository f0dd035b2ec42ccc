import { sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'

const MILLISECONDS = 2_000
const CANCELED = '57014'

class TooSlow extends Error {}

/** Runs a search, and ends it if one of its statements takes more than two seconds. */
export function inTwoSeconds<T>(search: (tx: Database) => Promise<T>): Promise<T | 'too-slow'> {
  return transaction(async (tx) => {
    await tx.execute(sql.raw(`set local statement_timeout = ${MILLISECONDS}`))
    return search(tx).catch(orTooSlow)
  }).catch(asAnswer)
}

/** Otherwise the database would count as unavailable. */
function orTooSlow(error: { code?: string; cause?: { code?: string } }): never {
  throw error.code === CANCELED || error.cause?.code === CANCELED ? new TooSlow() : error
}

function asAnswer(error: unknown): 'too-slow' {
  if (error instanceof TooSlow) return 'too-slow'
  throw error
}
