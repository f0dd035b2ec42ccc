import type { Sql } from 'postgres'
import { cases } from './cases'
import { type Explained, explain } from './explain'
import { known } from './known'

/** One thing that the product does: how long the server took for all its statements, each time, and the plans of the last. */
export type Measured = { name: string; times: number[]; statements: Explained[] }
type Options = { users: number; password: string; repeats?: number; only?: string[] }

/** Has each case explained for several accounts, of which the first one only fills the server's caches. */
export async function measure(sql: Sql, { users, password, repeats = 9, only }: Options): Promise<Measured[]> {
  const people = await known(sql, users, repeats + 1, password)
  const measured: Measured[] = []
  for (const [name, run] of Object.entries(cases)) {
    if (only && !only.includes(name)) continue
    const runs: Explained[][] = []
    for (const one of people) runs.push(await explain(() => run(one)))
    measured.push({ name, times: runs.slice(1).map(total), statements: runs.at(-1)! })
  }
  return measured
}

/** The same cases of two rounds as one. */
export function joined(former: Measured[], later: Measured[]): Measured[] {
  return later.map((one) => {
    const times = former.find(({ name }) => name === one.name)?.times ?? []
    return { ...one, times: [...times, ...one.times] }
  })
}

const total = (statements: Explained[]) => statements.reduce((sum, { ms }) => sum + ms, 0)
