import type { PGlite } from '@electric-sql/pglite'
import type { Sql } from 'postgres'
import { isOutage } from './outage'

/** What PostgreSQL says of every statement that comes after the one that failed. */
const AFTER_A_FAULT = '25P02'

/** All of `lines` or, where the server refuses one of them, none: then false. */
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
        // The driver never tells that a COPY was refused; the statement after it does.
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
