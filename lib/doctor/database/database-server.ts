import type { DatabaseFacts } from '@/db/operator/facts/database-facts'
import type { ServersFound } from '@/db/operator/facts/postgres-facts'
import type { Config } from '@/lib/config'
import { counted, type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import { type DatabaseServer, readDatabaseUrl } from '@/lib/rules/urls/database-url'
import { isLocalHost } from '@/lib/rules/urls/local-host'
import { judgeStandbys } from './database-standby'

/** Versions below the first get no fixes from PostgreSQL; the second is the oldest that Rekey is tested with. */
const VERSIONS = { kept: 130_000, tested: 150_000 }
/** An instance opens two more when it starts, and an operator may need some for psql. */
const SPARE_CONNECTIONS = 5

/** Checks PostgreSQL itself and the connection to it. */
export function judgeServer(
  { server, pooled, standbys = [], silent = [] }: DatabaseFacts & { pooled?: boolean } & Partial<ServersFound>,
  settings: Partial<Config>,
  url: string,
): Finding[] {
  return [
    ...judgeVersion(server),
    ...judgeWriting(server),
    ...judgeStandbys(server, { standbys, silent }),
    ...judgeEncoding(server),
    ...(pooled ? [] : judgeWay(server, readDatabaseUrl(url).servers)),
    ...judgeConnections(server, settings.DATABASE_POOL_SIZE ?? 10),
    ...(pooled ? [pooler()] : []),
  ]
}

function judgeVersion({ version, versionNumber }: DatabaseFacts['server']): Finding[] {
  const [number = version] = version.split(' ')
  if (versionNumber < VERSIONS.kept) {
    return [
      fault(
        'database',
        `PostgreSQL ${number} is no longer supported and has never been tested with Rekey.`,
        'Upgrade to PostgreSQL 15 or newer with pg_upgrade',
      ),
    ]
  }
  if (versionNumber >= VERSIONS.tested) return [fine('database', `PostgreSQL ${number} answers.`)]
  return [
    hint('database', `PostgreSQL ${number} answers. Rekey is tested with 15 and newer.`, 'Upgrade it with pg_upgrade'),
  ]
}

function judgeWriting({ readOnly, replica }: DatabaseFacts['server']): Finding[] {
  const check = 'database.writable'
  const says = 'DATABASE_URL points to a standby but to no primary. Rekey answers 503 until a standby is promoted.'
  const promote =
    'Include the primary in DATABASE_URL=postgres://…@one,two/rekey, or promote the standby: select pg_promote()'
  if (replica) return [fault(check, says, promote)]
  const mend = 'psql: alter database rekey reset default_transaction_read_only (and the same for the role)'
  return readOnly ? [fault(check, 'The database is read-only, because default_transaction_read_only is on.', mend)] : []
}

function judgeEncoding({ encoding }: DatabaseFacts['server']): Finding[] {
  if (encoding === 'UTF8') return []
  const mend = 'createdb -E UTF8 -T template0 rekey, then pg_dump the old one into it'
  return [
    fault(
      'database.encoding',
      `The database encoding is ${encoding}, so names in other scripts cannot be saved.`,
      mend,
    ),
  ]
}

function judgeWay({ encrypted }: DatabaseFacts['server'], servers: DatabaseServer[]): Finding[] {
  const host = servers.map((each) => each.host).find((each) => !/^(\/|$)/.test(each) && !isLocalHost(each))
  if (encrypted || !host) return []
  const says = `The connection to ${host} is not encrypted. Password hashes and email addresses can be read on the way.`
  return [
    warning('database.tls', says, 'Add ?sslmode=verify-full to DATABASE_URL (the database server needs ssl = on)'),
  ]
}

function judgeConnections({ maxConnections, reserved }: DatabaseFacts['server'], pool: number): Finding[] {
  const check = 'database.connections'
  const room = maxConnections - reserved - SPARE_CONNECTIONS
  const instances = Math.floor(room / pool)
  const says = `The database server has room for ${counted(instances, 'instance')} with ${pool} connections each (DATABASE_POOL_SIZE).`
  if (instances >= 1) return [fine(check, says)]
  const few = `DATABASE_POOL_SIZE=${pool} is more than the ${Math.max(0, room)} connections that the database server has available.`
  return [fault(check, few, `DATABASE_POOL_SIZE=${Math.max(1, Math.floor(room / 2))}, or raise max_connections`)]
}

function pooler(): Finding {
  const says = 'A pooler such as PgBouncer is in between and refuses time limits when a connection starts.'
  const mend = 'pgbouncer.ini: ignore_startup_parameters = statement_timeout,idle_in_transaction_session_timeout'
  return hint('database.pooler', says, mend)
}
