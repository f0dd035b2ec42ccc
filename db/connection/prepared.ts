import type { Placeholder } from 'drizzle-orm'
import { query } from './client'
import type { Database } from './database'

/** A value that a statement gets, or the place of one that it gets later. */
export type Later<T> = T | Placeholder<string>

type Values = Record<string, unknown>
type Prepared<R> = { execute(values: Values): Promise<R> }

/**
 * A statement that is asked with almost every request: its SQL is written once for each pool, and the server parses and
 * plans it once for each connection, where there is no pooler in between. There the driver calls it by a name of its own.
 */
export function prepared<R, V extends Values>(
  name: string,
  build: (db: Database) => { prepare(name: string): Prepared<R> },
): (values: V) => Promise<R> {
  const known = new WeakMap<Database, Prepared<R>>()
  return (values) =>
    query((db) => {
      const statement = known.get(db) ?? build(db).prepare(name)
      known.set(db, statement)
      return statement.execute(values)
    })
}
