import { drizzle } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import { connection } from '@/db/connection/client'
import type { Connection, OpenedOnce } from '@/db/connection/database'
import { perProcess } from '@/lib/per-process'

export type Explained = { statement: string; ms: number; plan: string }
type Asked = { statement: string; values: unknown[] }

const pool = perProcess('database', (): OpenedOnce => ({}))
class Undone extends Error {}

/**
 * The plan of every statement that `work` sends, in order and with its values. Both the statements and their explanations are
 * rolled back, so that the next call finds the tables unchanged.
 */
export async function explain(work: () => Promise<unknown>): Promise<Explained[]> {
  const opened = await connection()
  const { $client } = opened.db as unknown as { $client: Sql }
  const asked = await statementsOf(work, opened, $client)
  const explained: Explained[] = []
  await undone(() =>
    $client.begin(async (tx) => {
      await tx`set local statement_timeout = 0`
      for (const { statement, values } of asked) {
        const lines = await tx.unsafe(`explain (analyze, buffers, timing off) ${statement}`, values as never[])
        explained.push(read(statement, lines.map((line) => line['QUERY PLAN']).join('\n')))
      }
      throw new Undone()
    }),
  )
  return explained
}

/** The time of planning and execution, including the checks of foreign keys. */
function read(statement: string, text: string): Explained {
  const times = [...text.matchAll(/^(?:Planning|Execution) Time: ([\d.]+) ms/gm)].map(([, ms]) => Number(ms))
  const plan = text.replace(/^Planning:\n.*\n|^(Planning|Execution) Time:.*$/gm, '').trim()
  return { statement, ms: times.reduce((sum, ms) => sum + ms, 0), plan }
}

async function statementsOf(work: () => Promise<unknown>, opened: Connection, client: Sql): Promise<Asked[]> {
  const asked: Asked[] = []
  const logger = {
    logQuery: (statement: string, values: unknown[]) => void (hasPlan(statement) && asked.push({ statement, values })),
  }
  await undone(() =>
    drizzle(client, { logger }).transaction(async (tx) => {
      pool.opened = Promise.resolve({ ...opened, db: tx })
      try {
        await work()
      } finally {
        pool.opened = Promise.resolve(opened)
      }
      throw new Undone()
    }),
  )
  return asked
}

/** `set local statement_timeout`, with which searches begin, has none. */
const hasPlan = (statement: string) => !/^set /i.test(statement)

async function undone(work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) => {
    if (!(error instanceof Undone)) throw error
  })
}
