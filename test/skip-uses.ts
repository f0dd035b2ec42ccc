import { and, eq, like } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { throttles } from '@/db/schema'

/**
 * As if a limit that has counted `from` uses so far had counted `to`, so that a test makes only the first attempts and those
 * around the limit. `key` is a pattern of LIKE for one counter.
 */
export async function skipUses(key: string, from: number, to: number): Promise<void> {
  const counted = and(like(throttles.key, key), eq(throttles.points, from))
  const moved = await query((db) => db.update(throttles).set({ points: to }).where(counted).returning())
  if (moved.length !== 1) throw new Error(`${moved.length} counters are at ${from} uses: ${key}`)
}
