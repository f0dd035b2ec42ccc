import type { Placeholder } from 'drizzle-orm'
import { query } from './client'
import type { Database } from './database'

/** A value of a statement, or a placeholder for a later one. */
export type Later<T> = T | Placeholder<string>

type Values = Record<string, unknown>
type Prepared<R> = { execute(values: Values): Promise<R> }

/**
 * A statement that almost every request runs. Its SQL is built once for each pool, and unless there is a pooler in between, the
 * server parses and plans it once for each connection, under a name that the driver chooses.
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
