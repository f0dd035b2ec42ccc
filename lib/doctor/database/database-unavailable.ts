import { type Finding, fault } from '@/lib/doctor/finding'
import { describeError } from '@/lib/log'
import { readDatabaseUrl } from '@/lib/rules/database-url'

type Reason = { says: string; mend: string }
type Place = { host: string; port: string; name: string; user: string }

/** By SQLSTATE, or by the code of the network. */
const reasons: Record<string, (place: Place) => Reason> = {
  '28P01': ({ user }) => ({
    says: `refuses the password of ${user}`,
    mend: `psql -c '\\password ${user}' as its superuser, then the same in DATABASE_URL (percent-encoded)`,
  }),
  '28000': ({ user, name }) => ({
    says: `lets ${user} in from nowhere that this machine is`,
    mend: `pg_hba.conf: hostssl ${name} ${user} <this machine's address>/32 scram-sha-256, then: select pg_reload_conf()`,
  }),
  '55000': ({ name }) => ({
    says: `takes no connections to ${name}`,
    mend: `psql -d postgres: alter database ${name} with allow_connections true`,
  }),
  '57P03': () => ({
    says: 'is starting, or shutting down',
    mend: 'Wait; its log says for what',
  }),
  '3D000': ({ name }) => ({
    says: `has no database ${name}`,
    mend: `createdb ${name}, then psql -d ${name} -f db/roles.sql`,
  }),
  '53300': () => ({
    says: 'has no connection left',
    mend: 'Raise max_connections, or lower DATABASE_POOL_SIZE or the number of instances',
  }),
  ECONNREFUSED: ({ host, port }) => ({
    says: `does not listen at ${host}:${port}`,
    mend: 'Start it (systemctl start postgresql), or correct host and port in DATABASE_URL',
  }),
  ENOTFOUND: ({ host }) => ({
    says: `cannot be found: nobody knows ${host}`,
    mend: 'Correct the host in DATABASE_URL',
  }),
  CONNECT_TIMEOUT: ({ host, port }) => ({
    says: `does not answer at ${host}:${port}`,
    mend: `Let this machine through the firewall to ${host}:${port}, or correct DATABASE_URL`,
  }),
}

/** Why there is no database, in words and with what mends it; never with the password of the URL. */
export function databaseUnavailable(error: unknown, databaseUrl: string): Finding {
  const { code = '', error: words } = describeError(error)
  const place = placeOf(databaseUrl)
  const known = reasons[code]?.(place)
  if (known) return fault('database', `PostgreSQL ${known.says}.`, known.mend)
  const mend = databaseUrl.startsWith('pglite:')
    ? 'End the process that holds it, or ask the doctor while the server runs'
    : `psql 'postgres://${place.user}@${place.host}:${place.port}/${place.name}' says more`
  return fault(
    'database',
    `The database cannot be asked: ${(words || code || 'no reason given').replace(/\.$/, '')}.`,
    mend,
  )
}

/** Of several servers the first: its fault is the one that is told. */
function placeOf(databaseUrl: string): Place {
  const { servers, database = '', user = 'its user' } = readDatabaseUrl(databaseUrl)
  const { host = 'unknown', port = '5432' } = servers[0] ?? {}
  return { host, port, name: database, user }
}
