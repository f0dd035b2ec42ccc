import { readDatabaseUrl } from './database-url'

/**
 * A URL of the settings, reduced to the servers and the database that it leads to. Not only the user and the password are left out:
 * options and paths can hold others, such as those of a proxy.
 */
export function urlWithoutLogin(url: string): string {
  if (url.startsWith('pglite:')) return url
  if (/^postgres(ql)?:/.test(url)) return databaseWithoutLogin(url)
  const { protocol, host, pathname, search } = new URL(url)
  return `${protocol}//${host}${pathname.length > 1 || search ? '/…' : ''}`
}

function databaseWithoutLogin(url: string): string {
  const { servers, database = '' } = readDatabaseUrl(url)
  const hosts = servers.map(({ host, port }) => [host.startsWith('/') ? encodeURIComponent(host) : host, port])
  return `postgres://${hosts.map((each) => each.filter(Boolean).join(':')).join(',')}/${encodeURIComponent(database)}`
}
