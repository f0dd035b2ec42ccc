import { type Finding, fault } from '@/lib/doctor/finding'
import { describeError } from '@/lib/log'
import { readDatabaseUrl } from '@/lib/rules/urls/database-url'

type Reason = { says: string; mend: string }
type Place = { host: string; port: string; name: string; user: string }

/** By SQLSTATE, or by the code of the network. */
const reasons: Record<string, (place: Place) => Reason> = {
  '28P01': ({ user }) => ({
    says: `PostgreSQL refuses the password of ${user}.`,
    mend: `Run psql -c '\\password ${user}' as superuser, then put the same password in DATABASE_URL (percent-encoded)`,
  }),
  '28000': ({ user, name }) => ({
    says: `PostgreSQL does not let ${user} log in from this machine.`,
    mend: `Add to pg_hba.conf: hostssl ${name} ${user} <IP address of this machine>/32 scram-sha-256, then run: select pg_reload_conf()`,
  }),
  '55000': ({ name }) => ({
    says: `PostgreSQL does not accept connections to the database ${name}.`,
    mend: `psql -d postgres: alter database ${name} with allow_connections true`,
  }),
  '57P03': () => ({
    says: 'PostgreSQL is starting or shutting down.',
    mend: 'Wait, and see its log for the reason',
  }),
  '3D000': ({ name }) => ({
    says: `PostgreSQL has no database ${name}.`,
    mend: `createdb ${name}, then psql -d ${name} -f db/roles.sql`,
  }),
  '53300': () => ({
    says: 'PostgreSQL has no free connection.',
    mend: 'Raise max_connections, or lower DATABASE_POOL_SIZE or the number of instances',
  }),
  ECONNREFUSED: ({ host, port }) => ({
    says: `PostgreSQL does not listen at ${host}:${port}.`,
    mend: 'Start it (systemctl start postgresql), or correct the host and port in DATABASE_URL',
  }),
  ENOTFOUND: ({ host }) => ({
    says: `The database host ${host} cannot be found.`,
    mend: 'Correct the host in DATABASE_URL',
  }),
  CONNECT_TIMEOUT: ({ host, port }) => ({
    says: `PostgreSQL does not answer at ${host}:${port}.`,
    mend: `Allow connections from this machine to ${host}:${port} in the firewall, or correct DATABASE_URL`,
  }),
}

/** Explains why the database is unavailable and how to fix it, without the password from the URL. */
export function databaseUnavailable(error: unknown, databaseUrl: string): Finding {
  const { code = '', error: words } = describeError(error)
  const place = placeOf(databaseUrl)
  const known = reasons[code]?.(place)
  if (known) return fault('database', known.says, known.mend)
  const mend = databaseUrl.startsWith('pglite:')
    ? 'Stop the process that has it open, or run the doctor while the server is running'
    : `For details run: psql 'postgres://${place.user}@${place.host}:${place.port}/${place.name}'`
  return fault(
    'database',
    `Cannot open the database: ${(words || code || 'no reason given').replace(/\.$/, '')}.`,
    mend,
  )
}

/** Of several servers the first, because its error is the one reported. */
function placeOf(databaseUrl: string): Place {
  const { servers, database = '', user = 'its user' } = readDatabaseUrl(databaseUrl)
  const { host = 'unknown', port = '5432' } = servers[0] ?? {}
  return { host, port, name: database, user }
}
