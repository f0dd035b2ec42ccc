import { Gauge, type Registry } from 'prom-client'
import { emailKinds } from '@/db/schema'
import { recentOutboxCounts } from './recent-outbox-counts'

/** What waits in the outbox, which all instances share. Absent while the database does not say. */
export function addOutboxMetrics(registry: Registry): void {
  const registers = [registry]
  new Gauge({
    name: 'rekey_outbox_emails',
    help: 'Mails still to be sent, over all instances: due now, or later (being sent, or put off). Counted up to 10000.',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      const queued = await recentOutboxCounts()
      this.reset()
      if (!queued) return
      for (const kind of emailKinds) {
        const { due = 0, later = 0 } = queued.find((row) => row.kind === kind) ?? {}
        this.set({ kind, state: 'due' }, due)
        this.set({ kind, state: 'later' }, later)
      }
    },
  })
  const oldest = (name: string, help: string, field: 'dueForSeconds' | 'queuedForSeconds') =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const queued = await recentOutboxCounts()
        if (queued) this.set(Math.max(0, ...queued.map((row) => row[field])))
        else this.remove()
      },
    })
  oldest(
    'rekey_outbox_oldest_due_seconds',
    'For how long the mail that should leave first has been due.',
    'dueForSeconds',
  )
  oldest('rekey_outbox_oldest_seconds', 'Age of the oldest mail still to be sent, tries included.', 'queuedForSeconds')
}
