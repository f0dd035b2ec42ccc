import { sql } from 'drizzle-orm'
import { config } from '@/lib/config'
import { perProcess } from '@/lib/per-process'
import { isUnavailable, RETRY_AFTER_SECONDS, Unavailable } from '@/lib/unavailable'
import type { Connection, Database, OpenedOnce } from './database'
import { observeCall } from './observe-call'
import { isOutage, isTurnedAway, mayBeElsewhere } from './outage'
import { IS_READ_ONLY, readOnlyServer } from './postgres/primary'

/** Longer than PostgreSQL's statement timeout, for a server that does not answer at all. */
const DEADLINE_SECONDS = 8

const pool = perProcess('database', (): OpenedOnce => ({}))

/** The one connection pool of this process, opened on first use. */
export function connection(): Promise<Connection> {
  pool.opened ??= open(config().DATABASE_URL).catch((error) => {
    pool.opened = undefined
    throw error
  })
  return pool.opened
}

/** Throws Unavailable if the server accepts no writes. The next call then looks for one that does. */
export function requireWrites(): Promise<void> {
  return query(async (db) => {
    const [row] = await db.select({ readOnly: sql<boolean>`${sql.raw(IS_READ_ONLY)}` }).from(sql`(select 1) as one`)
    if (row?.readOnly) throw readOnlyServer()
  })
}

export async function closeDatabase(): Promise<void> {
  const opened = pool.opened
  pool.opened = undefined
  await (await opened)?.close()
}

/** Runs `work` on the database; throws Unavailable if it is unavailable, too slow or overloaded. */
export function query<T>(work: (db: Database) => Promise<T>): Promise<T> {
  return observeCall('query', () => inTime(work))
}

/** Runs `work` in a transaction. It must use only `tx`: PGlite has a single connection, and any other query would wait forever. */
export function transaction<T>(work: (tx: Database) => Promise<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_SECONDS * 1000
  return observeCall('transaction', () =>
    inTime((db) =>
      db.transaction(async (tx) => {
        const result = await work(tx)
        // The caller has already been told that the work failed, so it must not be committed now.
        if (Date.now() >= deadline) throw away(new Error('done too late'))
        return result
      }),
    ),
  )
}

async function inTime<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const opened = connection()
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(away(new Error('no answer in time'))), DEADLINE_SECONDS * 1000)
  })
  try {
    return await Promise.race([opened.then(({ db }) => work(db)), deadline])
  } catch (error) {
    if (mayBeElsewhere(error)) replace(opened)
    throw isOutage(error) || (wasOpenOnce() && isTurnedAway(error)) ? away(fault(error)) : fault(error)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Lets the next call open the database again, on the server that accepts writes by then. The old pool is not used any more,
 * because postgres.js may keep a half-written query or an old error in it, with which the next call would fail or hang.
 */
function replace(opened: Promise<Connection>): void {
  if (pool.opened !== opened) return
  pool.opened = undefined
  void opened.then(({ abandon }) => abandon()).catch(() => {})
}

/** Removes the query and its values, which drizzle adds to the server's error, because they would reach the log. */
function fault(error: unknown): unknown {
  // Not by instanceof, because a bundle may contain drizzle's class twice.
  if (isUnavailable(error) || !(error instanceof Error && error.cause instanceof Error)) return error
  const { message, code } = error.cause as NodeJS.ErrnoException
  return Object.assign(new Error(message), { code })
}

function away(cause: unknown): Unavailable {
  return new Unavailable('database unavailable', RETRY_AFTER_SECONDS, { cause })
}

/** True if these settings have worked before, so that they are not the reason for a refusal. */
const wasOpenOnce = () => pool.known === config().DATABASE_URL

async function open(url: string): Promise<Connection> {
  const opened = await openAny(url)
  pool.known = url
  return opened
}

async function openAny(url: string): Promise<Connection> {
  // Loaded on demand, because a process that uses PostgreSQL does not need the embedded database.
  if (url.startsWith('pglite:')) return (await import('./pglite/pglite')).openPglite(url.slice('pglite:'.length))
  return (await import('./postgres/postgres')).openPostgres(url)
}
