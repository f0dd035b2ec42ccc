import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { callCounts } from './call-counts'
import { copyToPglite } from './copy-in'
import type { Connection } from './database'
import { lockFolder } from './folder-lock'
import { requireSpace, stopAtPanic, stopWithoutFolder } from './pglite-guard'
import { statementTracer } from './trace-statements'

/** PostgreSQL in this process, its data in `folder`; at most one process at a time. */
export async function openPglite(folder: string): Promise<Connection> {
  const dataDir = path.resolve(/*turbopackIgnore: true*/ folder)
  // PGlite makes files that everyone may read: the folder around them keeps others out.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  requireSpace(dataDir)
  const unlock = lockFolder(dataDir)
  try {
    const client = await PGlite.create(dataDir)
    stopAtPanic(client)
    stopWithoutFolder(client, dataDir)
    const db = drizzle(client, { logger: statementTracer })
    callCounts().connections = 1
    return {
      db,
      migrate: (migrationsFolder) => migrate(db, { migrationsFolder }),
      copyIn: copyToPglite(client),
      close: () => client.close().finally(unlock),
      // Not closed: after a panic that is one statement too many.
      abandon: unlock,
    }
  } catch (error) {
    unlock()
    throw error
  }
}
