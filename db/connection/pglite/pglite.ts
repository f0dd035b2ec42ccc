import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { callCounts } from '@/db/connection/call-counts'
import { copyToPglite } from '@/db/connection/copy-in'
import type { Connection } from '@/db/connection/database'
import { statementTracer } from '@/db/connection/trace-statements'
import { lockFolder } from './folder-lock'
import { parseOnce } from './parse-once'
import { requireSpace, stopAtPanic, stopWithoutFolder } from './pglite-guard'

/** Runs PostgreSQL in this process with its data in `folder`, which only one process at a time may use. */
export async function openPglite(folder: string): Promise<Connection> {
  const dataDir = path.resolve(/*turbopackIgnore: true*/ folder)
  // PGlite creates files that every user can read, so the folder must keep others out.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  requireSpace(dataDir)
  const unlock = lockFolder(dataDir)
  try {
    const client = await PGlite.create(dataDir)
    stopAtPanic(client)
    stopWithoutFolder(client, dataDir)
    parseOnce(client)
    const db = drizzle(client, { logger: statementTracer })
    callCounts().connections = 1
    return {
      db,
      migrate: (migrationsFolder) => migrate(db, { migrationsFolder }),
      copyIn: copyToPglite(client),
      close: () => client.close().finally(unlock),
      // Not closed, because closing sends a statement, which would never return after a panic.
      abandon: unlock,
    }
  } catch (error) {
    unlock()
    throw error
  }
}
