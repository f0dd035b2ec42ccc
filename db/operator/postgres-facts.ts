import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { driverOptions } from '@/db/connection/driver-options'
import { serversOf } from '@/db/connection/primary'
import { readDatabaseUrl } from '@/lib/rules/database-url'
import { type DatabaseFacts, examineDatabase } from './database-facts'

/** A pooler such as PgBouncer refuses settings that it does not know. */
const POOLER = /startup parameter/

/** Of several servers in one URL: those that take no writes, and those that do not answer, by host and port. */
export type ServersFound = { standbys: string[]; silent: string[] }
type Asked = DatabaseFacts & { pooled: boolean }

/**
 * Asks each PostgreSQL server of the URL over one connection of its own, and tells of the one that takes writes; throws
 * what the first server or the network says where none answers.
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

/** What drizzle-orm puts around the server's words holds the query. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error
}

function placeOf(url: string): string {
  const [{ host = '', port = '' } = {}] = readDatabaseUrl(url).servers
  return port ? `${host}:${port}` : host
}
