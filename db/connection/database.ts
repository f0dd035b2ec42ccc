import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { CopyIn } from './copy-in'

/** What queries are written against: a PostgreSQL server or the embedded one, or a transaction on either. */
export type Database = PgDatabase<PgQueryResultHKT>

/** An open database. */
export type Connection = {
  db: Database
  migrate(folder: string): Promise<void>
  copyIn: CopyIn
  close(): Promise<void>
  /** Gives it up to be opened anew; what is under way may end. */
  abandon(): void
}

/** The connection of the process, once anybody has asked for it, and the URL that last led to an open database. */
export type OpenedOnce = { opened?: Promise<Connection>; known?: string }
