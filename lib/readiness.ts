import { requireWrites } from '@/db/connection/client'
import { isMigrated } from '@/db/migrate'
import { isStopping } from './stopping'

/** False also while the process ends. Never throws: a database that is away is the very thing to be told. */
export async function isReady(): Promise<boolean> {
  return !isStopping() && canServe().catch(() => false)
}

async function canServe(): Promise<boolean> {
  const [migrated] = await Promise.all([isMigrated(), requireWrites()])
  return migrated
}
