import type { Sql } from 'postgres'
import { median } from '../cell'
import { cases } from './cases'
import { type Explained, explain } from './explain'
import { known } from './known'

/** How many milliseconds PostgreSQL took for all statements of one operation, and their plans. */
export type Measured = { ms: number; statements: Explained[] }
type Options = { users: number; password: string; name: string }

const REPEATS = 9

/** Explains a case for several accounts. The first one only fills the server's caches. */
export async function measure(sql: Sql, { users, password, name }: Options): Promise<Measured> {
  const runs: Explained[][] = []
  for (const one of await known(sql, users, REPEATS + 1, password)) runs.push(await explain(() => cases[name]!(one)))
  return { ms: median(runs.slice(1).map(total)), statements: runs.at(-1)! }
}

const total = (statements: Explained[]) => statements.reduce((sum, { ms }) => sum + ms, 0)
