import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { driverOptions } from '@/db/connection/postgres/driver-options'
import { serversOf } from '@/db/connection/postgres/primary'
import { readDatabaseUrl } from '@/lib/rules/urls/database-url'
import { type DatabaseFacts, examineDatabase } from './database-facts'

/** A pooler such as PgBouncer refuses settings that it does not know. */
const POOLER = /startup parameter/

/** The servers of a URL that are read-only, and those that do not answer, by host and port. */
export type ServersFound = { standbys: string[]; silent: string[] }
type Asked = DatabaseFacts & { pooled: boolean }

/**
 * Examines each PostgreSQL server of the URL over a separate connection, and returns the facts about the one that accepts
 * writes. If none answers, throws the error of the first.
 */
export async function examinePostgres(url: string): Promise<Asked & ServersFound> {
  const servers = serversOf(url)
  const asked = await Promise.allSettled(servers.map(examineServer))
  const answered = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const best = answered.find(({ server }) => !server.readOnly) ?? answered[0]
  if (!best) throw (asked[0] as PromiseRejectedResult).reason
  const hostsWhere = (is: (each: (typeof asked)[number]) => boolean) =>
    servers.filter((_, index) => is(asked[index]!)).map((server) => placeOf(server))
  return {
    ...best,
    standbys: hostsWhere((each) => each.status === 'fulfilled' && each.value !== best && each.value.server.readOnly),
    silent: hostsWhere((each) => each.status === 'rejected'),
  }
}

async function examineServer(url: string): Promise<Asked> {
  try {
    return { ...(await ask(url, { statement_timeout: 5_000 })), pooled: false }
  } catch (error) {
    if (!POOLER.test(String(causeOf(error)))) throw causeOf(error)
    return { ...(await ask(url, {})), pooled: true }
  }
}

async function ask(url: string, parameters: Record<string, number>): Promise<DatabaseFacts> {
  const options = driverOptions(url, { application_name: 'rekey doctor', ...parameters })
  const client = postgres({ ...options, max: 1, prepare: false, connect_timeout: 5 })
  try {
    return await examineDatabase(drizzle(client))
  } finally {
    await client.end({ timeout: 1 })
  }
}

/** The server's own error, because the one that drizzle-orm wraps around it contains the query. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error
}

function placeOf(url: string): string {
  const [{ host = '', port = '' } = {}] = readDatabaseUrl(url).servers
  return port ? `${host}:${port}` : host
}
