import { requireWrites } from '@/db/connection/client'
import { isMigrated } from '@/db/migrate'
import { isStopping } from './stopping'

/** Also false while the process is stopping. Never throws, because it has to report an unavailable database. */
export async function isReady(): Promise<boolean> {
  return !isStopping() && canServe().catch(() => false)
}

async function canServe(): Promise<boolean> {
  const [migrated] = await Promise.all([isMigrated(), requireWrites()])
  return migrated
}
