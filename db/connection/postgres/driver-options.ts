import type { Options } from 'postgres'
import { isServerSetting, judgeParameter } from '@/lib/rules/urls/database-parameters'
import { readDatabaseUrl } from '@/lib/rules/urls/database-url'
import { openSocket } from './socket'
import { tlsOf } from './tls'

/** The driver's types lack `socket` and a list of hosts. */
type Opening = Options<Record<never, never>> & { socket: typeof openSocket }
type Session = { application_name: string; [setting: string]: string | number }

const USUAL_PORT = '5432'
const MODES = ['sslmode', 'ssl', 'requiressl']

/** The driver's options for one server of a database URL. By itself, the driver would pass unknown parameters on to the server. */
export function driverOptions(url: string, session: Session): Opening {
  const { servers, user, password, database, parameters, faults } = readDatabaseUrl(url)
  if (faults[0]) throw unfit(`the database URL ${faults[0]}`)
  const { host, port } = placeOf(servers[0])
  const isSocket = host.startsWith('/')
  const { application_name, keepalives, keepalives_idle, sslnegotiation } = parameters
  const handedOn = Object.entries(parameters).filter(([each]) => isServerSetting(each))
  return {
    // For missing values the driver reads PGUSER and similar variables itself.
    ...(isSocket ? { path: `${host}/.s.PGSQL.${port}` } : { host: [host], port: [Number(port)] }),
    ...(user && { user }),
    ...(password && { pass: password }),
    ...(database && { database }),
    ...(sslnegotiation === 'direct' && { sslnegotiation }),
    ssl: isSocket ? false : tlsOf({ ...saidByEnvironment(parameters), ...parameters }, host),
    keep_alive: keepalives === '0' ? 0 : Number(keepalives_idle) || 60,
    connection: {
      ...session,
      ...(application_name && { application_name }),
      ...Object.fromEntries(handedOn),
    },
    socket: openSocket,
    onnotice: () => {},
  } as object as Opening
}

function placeOf({ host = '', port }: { host?: string; port?: string } = {}) {
  const first = (list = '') => list.split(',', 1)[0]
  return {
    host: (host || first(process.env.PGHOST) || 'localhost').replace(/^\[(.*)\]$/, '$1'),
    port: port || first(process.env.PGPORT) || USUAL_PORT,
  }
}

/** The TLS settings of the environment, for libpq or the driver, which count if the URL has none. */
function saidByEnvironment(parameters: Record<string, string>): Record<string, string | undefined> {
  const said = {
    sslmode: process.env.PGSSLMODE,
    ssl: process.env.PGSSL,
    sslrootcert: process.env.PGSSLROOTCERT,
    sslcert: process.env.PGSSLCERT,
    sslkey: process.env.PGSSLKEY,
    sslcrl: process.env.PGSSLCRL,
  }
  for (const [option, value] of Object.entries(said))
    if (value && judgeParameter(option, value).fault) throw unfit(`PG${option.toUpperCase()} is not supported`)
  return MODES.some((each) => parameters[each]) ? { ...said, sslmode: undefined, ssl: undefined } : said
}

function unfit(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_DATABASE_URL' })
}
