import { isOutage, READ_ONLY } from '@/db/connection/outage'
import { readDatabaseUrl } from '@/lib/rules/urls/database-url'

/** One URL for each server of a URL that names several (postgres://…@one,two:5433/rekey), as libpq reads it. */
export function serversOf(url: string): string[] {
  const [, start = '', rest = ''] = /^([^/]*\/\/(?:[^/?#]*@)?)[^/?#]*(.*)$/s.exec(url) ?? []
  const { servers } = readDatabaseUrl(url)
  if (servers.length === 0) return [url]
  return servers.map(({ host, port }) => {
    // The host was decoded, so characters such as the % in [fe80::1%25eth0] have to be encoded again.
    const place = host.replace(/[^\w.:[\]~-]+/g, encodeURIComponent)
    return start + place + (port ? `:${port}` : '') + withoutPlace(rest)
  })
}

/** Whatever target_session_attrs says, Rekey needs a server that accepts writes and finds it by itself. */
function withoutPlace(rest: string): string {
  const [path = '', query = ''] = rest.split(/\?(.*)/s)
  const others = query.split('&').filter((each) => each && !/^(host|hostaddr|port|target_session_attrs)=/.test(each))
  return others.length > 0 ? `${path}?${others.join('&')}` : path
}

type Closable = { end(options: { timeout: number }): Promise<void> }

/**
 * Opens the server of `url` that accepts writes; `open` throws for each other one. All are tried at once, so that a server
 * without power does not use up the time in which another could answer.
 */
export async function openPrimary<T extends Closable>(url: string, open: (server: string) => Promise<T>): Promise<T> {
  const tries = serversOf(url).map(open)
  const first = await Promise.any(tries).catch(({ errors }: AggregateError) => {
    // A configuration error is reported before a temporary fault.
    throw errors.find((each) => !isOutage(each)) ?? errors[0]
  })
  for (const each of tries) void each.then((other) => closeUnless(first, other)).catch(() => {})
  return first
}

async function closeUnless(first: Closable, other: Closable): Promise<void> {
  if (other !== first) await other.end({ timeout: 1 })
}

/**
 * True on a standby, and if the database or the role is set to read-only. Nothing is read from such a server either, because a
 * standby may not know yet that a session has ended.
 */
export const IS_READ_ONLY = `current_setting('transaction_read_only') = 'on'`

export function readOnlyServer(): Error {
  const message = 'the server accepts no writes: it is a standby, or default_transaction_read_only is on'
  return Object.assign(new Error(message), { code: READ_ONLY })
}
