import { readFileSync } from 'node:fs'
import { checkServerIdentity, type SecureVersion } from 'node:tls'
import type { Options } from 'postgres'
import { isServerSetting } from '@/lib/rules/database-parameters'
import { readDatabaseUrl } from '@/lib/rules/database-url'
import { isLocalHost } from '@/lib/rules/local-host'
import { openSocket } from './socket'

type Asked = Record<string, string | undefined>
type Certificate = Parameters<typeof checkServerIdentity>[1]
/** The driver's types know of no `socket`, and of no list of hosts here. */
type Opening = Options<Record<never, never>> & { socket: typeof openSocket }
type Tls = NonNullable<Options<never>['ssl']>
type Session = { application_name: string; [setting: string]: string | number }

const USUAL_PORT = 5432
const ENCRYPT_ONLY = { rejectUnauthorized: false }

/** How the driver is to open one server of a database URL, for which it would hand on what it does not know to the server. */
export function driverOptions(url: string, session: Session): Opening {
  const { servers, user, password, database, parameters } = readDatabaseUrl(url)
  const { host = '', port = USUAL_PORT } = servers[0] ?? {}
  const name = host.replace(/^\[(.*)\]$/, '$1')
  const isSocket = host.startsWith('/')
  const { application_name, keepalives, keepalives_idle, sslnegotiation } = parameters
  const handedOn = Object.entries(parameters).filter(([each]) => isServerSetting(each))
  return {
    // Of what is not said the driver looks into PGHOST, PGUSER and their kin by itself.
    ...(host && !isSocket && { host: [name], port: [Number(port)] }),
    ...(isSocket && { path: `${host}/.s.PGSQL.${port}` }),
    ...(user && { user }),
    ...(password && { pass: password }),
    ...(database && { database }),
    ...(sslnegotiation === 'direct' && { sslnegotiation }),
    ssl: isSocket ? false : tlsOf(parameters, name),
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

function tlsOf(parameters: Asked, host: string): Tls {
  const { sslrootcert } = parameters
  const mode = modeOf(parameters)
  // Not asked for, it is used where the server offers it, as psql does; on this machine nobody listens in between.
  if (mode === undefined) return isLocalHost(host) || host === '' ? false : 'prefer'
  if (mode === 'disable') return false
  if (mode === 'allow' || mode === 'prefer') return 'prefer'
  const own = ownCertificate(parameters)
  // As libpq has it: a root certificate that is named is to be checked.
  if (mode === 'no-verify' || (mode === 'require' && !sslrootcert)) return { ...own, ...ENCRYPT_ONLY }
  return {
    ...own,
    rejectUnauthorized: true,
    ...(sslrootcert && sslrootcert !== 'system' && { ca: read(sslrootcert, 'sslrootcert') }),
    // The driver asks for the certificate of an IP address by no name, and Node would take that for localhost.
    checkServerIdentity: (_: string, certificate: Certificate) =>
      mode === 'verify-full' ? checkServerIdentity(host, certificate) : undefined,
  }
}

function modeOf({ sslmode, ssl, requiressl, sslrootcert }: Asked): string | undefined {
  if (sslmode) return sslmode
  if (sslrootcert === 'system') return 'verify-full'
  if (ssl && ssl !== '0' && ssl !== 'false') return ssl === 'true' || ssl === '1' ? 'require' : ssl
  if (ssl) return 'disable'
  return requiressl === '1' ? 'require' : undefined
}

function ownCertificate(parameters: Asked) {
  const { sslcert, sslkey, sslcrl, sslpassword } = parameters
  return {
    ...(sslcert && { cert: read(sslcert, 'sslcert') }),
    ...(sslkey && { key: read(sslkey, 'sslkey') }),
    ...(sslcrl && { crl: read(sslcrl, 'sslcrl') }),
    ...(sslpassword && { passphrase: sslpassword }),
    minVersion: parameters.ssl_min_protocol_version as SecureVersion | undefined,
    maxVersion: parameters.ssl_max_protocol_version as SecureVersion | undefined,
  }
}

function read(file: string, option: string): Buffer {
  try {
    return readFileSync(/*turbopackIgnore: true*/ file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw Object.assign(new Error(`${option} of the database URL cannot be read (${code})`), { code: 'ERR_URL_FILE' })
  }
}
