import { Gauge, type Registry } from 'prom-client'
import { COUNT_AT_MOST, countQueuedEmails } from '@/db/operator/facts/outbox-counts'
import { emailKinds } from '@/db/schema'
import { recentAnswer } from './recent-answer'

const recentCounts = recentAnswer(() => countQueuedEmails(COUNT_AT_MOST))

/** Emails waiting in the outbox, which all instances share. Absent while the database does not answer. */
export function addOutboxMetrics(registry: Registry): void {
  const registers = [registry]
  new Gauge({
    name: 'rekey_outbox_emails',
    help: 'Emails still to be sent by any instance: due now, or later (being sent, or postponed). Counted up to 10000.',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      const queued = await recentCounts()
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
        const queued = await recentCounts()
        if (queued) this.set(Math.max(0, ...queued.map((row) => row[field])))
        else this.remove()
      },
    })
  oldest('rekey_outbox_oldest_due_seconds', 'How long the email that is due first has been due.', 'dueForSeconds')
  oldest(
    'rekey_outbox_oldest_seconds',
    'Age of the oldest email still to be sent, including earlier attempts.',
    'queuedForSeconds',
  )
}
