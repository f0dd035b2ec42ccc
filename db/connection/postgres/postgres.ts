import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { callCounts } from '@/db/connection/call-counts'
import { copyToPostgres } from '@/db/connection/copy-in'
import type { Connection } from '@/db/connection/database'
import { statementTracer } from '@/db/connection/trace-statements'
import { config } from '@/lib/config'
import { driverOptions } from './driver-options'
import { IS_READ_ONLY, openPrimary, readOnlyServer } from './primary'
import { stopWhenLost } from './stop-when-lost'

const LONGER_THAN_ANY_QUERY_SECONDS = 16
const limits = {
  statement_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
}
/** Our number for PostgreSQL's advisory locks: "rekey" in ASCII. */
const MIGRATION_LOCK = 0x72656b6579
const INSUFFICIENT_PRIVILEGE = '42501'

/** Opens a limited pool on the PostgreSQL server that accepts writes, directly or through PgBouncer in transaction mode. */
export async function openPostgres(url: string): Promise<Connection> {
  const client = await openPrimary(url, connect)
  callCounts().connections = config().DATABASE_POOL_SIZE
  return {
    db: drizzle(client, { logger: statementTracer }),
    migrate: (folder) => migrateUnderLock(config().MIGRATE_DATABASE_URL ?? url, folder),
    copyIn: copyToPostgres(client),
    close: () => client.end({ timeout: 5 }),
    // By then, no call is waiting for an answer.
    abandon: () => void setTimeout(() => client.end({ timeout: 5 }), LONGER_THAN_ANY_QUERY_SECONDS * 1000).unref(),
  }
}

type Way = { parameters: object; prepare: boolean }

function connect(server: string): Promise<postgres.Sql> {
  return connectBy({ parameters: limits, prepare: true }, server)
}

async function connectBy({ parameters, prepare }: Way, url: string): Promise<postgres.Sql> {
  const options = driverOptions(url, { application_name: 'rekey', ...parameters })
  const max = config().DATABASE_POOL_SIZE
  const client = stopWhenLost(
    postgres({ ...options, max, prepare, connect_timeout: 5, backoff: () => 0.5, idle_timeout: 60 }),
  )
  try {
    const { direct, readOnly } = await look(client)
    if (readOnly) throw readOnlyServer()
    if (direct || !prepare) return client
  } catch (error) {
    await client.end({ timeout: 1 })
    // PgBouncer refuses settings that it does not know. Without them, only the deadline of `query` limits a statement.
    if (parameters === limits && /startup parameter/.test(String(error)))
      return connectBy({ parameters: {}, prepare }, url)
    throw error
  }
  await client.end({ timeout: 1 })
  // A pooler may give each transaction another server connection, which does not know the prepared statements of this one.
  return connectBy({ parameters, prepare: false }, url)
}

/** `direct` if the process that answers is the one that accepted the connection. A pooler names another process there. */
async function look(client: postgres.Sql): Promise<{ direct: boolean; readOnly: boolean }> {
  const asked = await client.unsafe(`select pg_backend_pid() as pid, ${IS_READ_ONLY} as "readOnly"`)
  return { direct: asked[0]?.pid === asked.state.pid, readOnly: asked[0]?.readOnly }
}

/**
 * One instance migrates; the others are refused and try again later. The lock belongs to a transaction and not to a session, so
 * that it works through PgBouncer, and no instance holds one of PgBouncer's few connections while it waits.
 */
async function migrateUnderLock(url: string, folder: string) {
  const client = await openPrimary(url, connectToMigrate)
  try {
    await client.begin(async (tx) => {
      const [lock] = await tx`select pg_try_advisory_xact_lock(${MIGRATION_LOCK}::bigint) as mine`
      if (!lock?.mine) throw new Error('another instance is migrating')
      await migrate(drizzle(client), { migrationsFolder: folder })
    })
  } catch (error) {
    throw lacksRights(error) ? withoutRights() : error
  } finally {
    await client.end({ timeout: 5 })
  }
}

async function connectToMigrate(url: string): Promise<postgres.Sql> {
  const options = driverOptions(url, { application_name: 'rekey' })
  const client = stopWhenLost(postgres({ ...options, max: 2, prepare: false, connect_timeout: 5 }))
  try {
    if ((await look(client)).readOnly) throw readOnlyServer()
    return client
  } catch (error) {
    await client.end({ timeout: 1 })
    throw error
  }
}

function lacksRights(error: unknown): boolean {
  const { code, cause } = error as NodeJS.ErrnoException
  return code === INSUFFICIENT_PRIVILEGE || (cause instanceof Error && lacksRights(cause))
}

function withoutRights(): Error {
  const message = 'migrations are missing and this role may not run them: set MIGRATE_DATABASE_URL to one that may'
  return Object.assign(new Error(message), { code: INSUFFICIENT_PRIVILEGE })
}
