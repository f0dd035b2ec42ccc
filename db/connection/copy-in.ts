import type { PGlite } from '@electric-sql/pglite'
import type { Sql } from 'postgres'
import { isOutage } from './outage'

/** PostgreSQL's code for every statement after a failed one in a transaction. */
const AFTER_A_FAULT = '25P02'

/** Copies all lines, or none and returns false if the server refuses one of them. */
export type CopyIn = (statement: string, lines: string) => Promise<boolean>

export const copyToPostgres =
  (client: Sql): CopyIn =>
  async (statement, lines) => {
    try {
      await client.begin(async (tx) => {
        const stream = await tx.unsafe(statement).writable()
        const broken = new Promise<never>((_, reject) => stream.once('error', reject))
        await Promise.race([broken, new Promise((done) => stream.write(lines, done))])
        stream.end()
        // The driver does not report that a COPY was refused, but the next statement fails.
        await Promise.race([broken, tx`select`])
      })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === AFTER_A_FAULT) return false
      throw error
    }
  }

export const copyToPglite =
  (client: PGlite): CopyIn =>
  async (statement, lines) => {
    try {
      await client.query(statement.replace(/stdin$/, `'/dev/blob'`), [], { blob: new Blob([lines]) })
      return true
    } catch (error) {
      if (isOutage(error)) throw error
      return false
    }
  }
