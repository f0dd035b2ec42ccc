import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { CopyIn } from './copy-in'

/** Queries run on this: PostgreSQL, the embedded database, or a transaction on either. */
export type Database = PgDatabase<PgQueryResultHKT>

/** An open database. */
export type Connection = {
  db: Database
  migrate(folder: string): Promise<void>
  copyIn: CopyIn
  close(): Promise<void>
  /** Closes it later, so that calls in progress can finish. Another connection can be opened at once. */
  abandon(): void
}

/** The connection of this process, once it has been requested, and the last URL that led to an open database. */
export type OpenedOnce = { opened?: Promise<Connection>; known?: string }
