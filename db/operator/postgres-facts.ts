import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type DatabaseFacts, examineDatabase } from './database-facts'

/** A pooler such as PgBouncer refuses settings that it does not know. */
const POOLER = /startup parameter/

/** Asks a PostgreSQL server over one connection of its own; throws what the server or the network says. */
export async function examinePostgres(url: string): Promise<DatabaseFacts & { pooled: boolean }> {
  try {
    return { ...(await ask(url, { statement_timeout: 5_000 })), pooled: false }
  } catch (error) {
    if (!POOLER.test(String(causeOf(error)))) throw causeOf(error)
    return { ...(await ask(url, {})), pooled: true }
  }
}

async function ask(url: string, parameters: object): Promise<DatabaseFacts> {
  const connection = { application_name: 'rekey doctor', ...parameters }
  const client = postgres(url, { max: 1, prepare: false, connect_timeout: 5, connection, onnotice: () => {} })
  try {
    return await examineDatabase(drizzle(client))
  } finally {
    await client.end({ timeout: 1 })
  }
}

/** What drizzle-orm puts around the server's words holds the query. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error
}
