import { judgeParameter } from './database-parameters'

/** Where one of the servers listens: `host` as written in URLs, or the folder of a socket (`/var/run/postgresql`). */
export type DatabaseServer = { host: string; port?: string }
export type DatabaseUrl = {
  servers: DatabaseServer[]
  user?: string
  password?: string
  database?: string
  parameters: Record<string, string>
  /** Why the URL cannot be used, and which options have no effect. Neither quotes the user name or the password. */
  faults: string[]
  warnings: string[]
}

const PARTS = /^postgres(?:ql)?:\/\/(?:([^/?#]*)@)?([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?(#.*)?$/s
const HOST_AND_PORT = /^(\[[\da-f:.]+(?:%[\w.~-]+)?\]|[^:[\]]*)(?::(\d*))?$/i
const ENCODE = 'in the user name and password write @ as %40, / as %2F, # as %23, ? as %3F and % as %25'

/** Reads a PostgreSQL URL like libpq (psql): with several hosts, with sockets, or with the server in the query. */
export function readDatabaseUrl(url: string): DatabaseUrl {
  const found = PARTS.exec(url)
  if (!found) return { servers: [], parameters: {}, faults: ['must begin with postgres://'], warnings: [] }
  const [, login = '', hosts = '', name = '', query = '', fragment] = found
  const faults: string[] = []
  const plain = (text: string): string => {
    const read = decoded(text)
    if (read === undefined) faults.push(`contains a % that encodes nothing: ${ENCODE}`)
    return read ?? ''
  }
  if (fragment !== undefined || name.includes('/'))
    faults.push(`must end with one database name and its options: ${ENCODE}`)
  const [user, password] = splitAt(login, ':').map(plain)
  const asked = query.split('&').filter(Boolean)
  if (asked.some((each) => !each.includes('='))) faults.push(`has an option without = after the ?: ${ENCODE}`)
  const options: Record<string, string> = Object.fromEntries(asked.map((each) => splitAt(each, '=').map(plain)))
  const { host, hostaddr, port, dbname, user: asUser, password: withPassword, ...parameters } = options
  const judged = Object.entries(parameters).map(([option, value]) => judgeParameter(option, value))
  const servers = serversIn(hosts.split(',').map(plain), host || hostaddr, port)
  if (!servers) faults.push(`must list hosts as host:5432, with one port for all of them or one for each: ${ENCODE}`)
  return {
    servers: servers ?? [],
    user: asUser || user || undefined,
    password: withPassword || password || undefined,
    database: dbname || plain(name) || undefined,
    parameters,
    faults: [...new Set([...faults, ...judged.flatMap(({ fault }) => fault ?? [])])],
    warnings: judged.flatMap(({ warning }) => warning ?? []),
  }
}

function splitAt(text: string, sign: string): string[] {
  const place = text.indexOf(sign)
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)]
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Undefined if the servers cannot be read. */
function serversIn(places: string[], host?: string, port?: string): DatabaseServer[] | undefined {
  const written = places.map((each) => (each.startsWith('/') ? { host: each } : hostAndPort(each)))
  const named: (DatabaseServer | undefined)[] = host
    ? host.split(',').map((each) => ({ host: bracketed(each) }))
    : written
  if (named.some((each) => !each)) return undefined
  const servers = named as DatabaseServer[]
  if (!port) return host && written.length === servers.length ? withPortsOf(servers, written) : servers
  const ports = port.split(',')
  if (!ports.every((each) => /^\d{0,5}$/.test(each)) || ![1, servers.length].includes(ports.length)) return undefined
  return servers.map((each, index) => ({ ...each, port: ports[ports.length === 1 ? 0 : index] || undefined }))
}

const withPortsOf = (servers: DatabaseServer[], written: (DatabaseServer | undefined)[]) =>
  servers.map((each, index) => ({ ...each, port: written[index]?.port }))

function hostAndPort(text: string): DatabaseServer | undefined {
  const [all, host = '', port] = HOST_AND_PORT.exec(text) ?? []
  return all === undefined || Number(port) > 65_535 ? undefined : { host, port: port || undefined }
}

const bracketed = (host: string) => (host.includes(':') && !/^[[/]/.test(host) ? `[${host}]` : host)
