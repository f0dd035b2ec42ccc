import { closeDatabase } from '@/db/connection/client'
import type { OpenedOnce } from '@/db/connection/database'
import { perProcess } from '@/lib/per-process'
import { withSettings } from './with-settings'

/**
 * Runs `work` while no database can be reached. The worker's own stays open meanwhile, because opening the embedded one again takes
 * most of a second.
 */
export async function withoutDatabase(work: () => Promise<void>): Promise<void> {
  const ours = perProcess('database', (): OpenedOnce => ({}))
  const former = { ...ours }
  ours.opened = undefined
  try {
    await withSettings({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }, work)
  } finally {
    await closeDatabase().catch(() => {})
    Object.assign(ours, former)
  }
}
