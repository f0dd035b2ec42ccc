import { setTimeout as sleep } from 'node:timers/promises'
import { claimDueEmails, type QueuedEmail } from '@/db/outbox'
import { describeError, log } from '@/lib/log'
import { SWEEP_EVERY_MINUTES, sweep } from '@/lib/sweeper'
import { deliveriesInProgress } from './deliveries-in-progress'

/**
 * The outbox is looked at by the clock and never woken by a request: work done right after a request for a known
 * address would slow the next answer, and so tell.
 */
const POLL_MILLISECONDS = 400

/** Sends what the outbox holds, and sweeps now and then, until `signal` aborts; then lets what is under way finish. */
export async function runDispatcher(signal: AbortSignal): Promise<void> {
  const emails = deliveriesInProgress()
  let sweeping = Promise.resolve()
  let nextSweep = 0
  while (!signal.aborted) {
    if (Date.now() >= nextSweep) {
      nextSweep = Date.now() + SWEEP_EVERY_MINUTES * 60_000
      // One after the other, beside the mail: neither waits for the other.
      sweeping = sweeping.then(sweep)
    }
    const free = emails.free()
    const due = free > 0 ? await claim(free) : []
    await emails.begin(due)
    // A full take means that more may wait: go on as soon as there are free places.
    await (due.length === free ? emails.halfFree(POLL_MILLISECONDS) : sleep(POLL_MILLISECONDS))
  }
  await Promise.all([emails.allDone(), sweeping])
}

async function claim(limit: number): Promise<QueuedEmail[]> {
  try {
    return await claimDueEmails(limit)
  } catch (error) {
    log().warn({ event: 'outbox.unreachable', ...describeError(error) })
    await sleep(2_000)
    return []
  }
}
