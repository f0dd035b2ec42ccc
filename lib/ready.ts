import { isMigrated } from '@/db/migrate'

/** Never throws: a database that is away is the very thing to be told. */
export async function isReady(): Promise<boolean> {
  return isMigrated().catch(() => false)
}
