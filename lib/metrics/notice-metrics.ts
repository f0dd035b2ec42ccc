import { Counter, Gauge, type Registry } from 'prom-client'
import { COUNT_AT_MOST } from '@/db/operator/facts/outbox-counts'
import { countQueuedNotices } from '@/db/provider/logout-notices'
import { config } from '@/lib/config'
import { recentAnswer } from './recent-answer'

const recentCounts = recentAnswer(() => countQueuedNotices(COUNT_AT_MOST))

/** What is still to be told, which all instances share, and the attempts of this process, which are returned to be counted. */
export function addNoticeMetrics(registry: Registry) {
  const registers = [registry]
  new Gauge({
    name: 'rekey_logout_notices_queued',
    help: 'Logouts of which any instance still has to tell an app: due now, or later (being sent, or postponed). Counted up to 10000.',
    labelNames: ['state'],
    registers,
    async collect() {
      // Absent without the provider, and while the database does not answer.
      const counts = config().PROVIDER ? await recentCounts() : undefined
      this.reset()
      if (!counts) return
      this.set({ state: 'due' }, counts.due)
      this.set({ state: 'later' }, counts.later)
    },
  })
  const attempts = new Counter({
    name: 'rekey_logout_notices_total',
    help: 'Attempts of this process to tell an app of a logout: told, refused by the app, postponed after an error, or failed after the last attempt.',
    labelNames: ['outcome'],
    registers,
  })
  // An alert watches this, so the first failure must be a rise from 0 and not a series that begins at 1.
  attempts.inc({ outcome: 'failed' }, 0)
  return attempts
}
