import { setTimeout as sleep } from 'node:timers/promises'
import { claimDueEmails, LEASE_SECONDS, type QueuedEmail } from '@/db/outbox'
import type { EmailLane } from '@/db/schema'
import { describeError, log } from '@/lib/log'
import { SWEEP_EVERY_MINUTES, sweep } from '@/lib/sweeper'
import { AT_ONCE, deliveriesInProgress } from './deliveries-in-progress'

/**
 * The outbox is looked at by the clock and never woken by a request: work done right after a request for a known
 * address would slow the next answer, and so tell.
 */
const POLL_MILLISECONDS = 400

/** Sends what the outbox holds, and sweeps now and then, until `signal` aborts; then lets what is under way finish. */
export async function runDispatcher(signal: AbortSignal): Promise<void> {
  // Each lane has places of its own, so that no flood of one keeps the other waiting.
  await Promise.all([sendLane('resets', signal), sendLane('others', signal), sweepNowAndThen(signal)])
}

async function sendLane(lane: EmailLane, signal: AbortSignal): Promise<void> {
  const emails = deliveriesInProgress(AT_ONCE[lane])
  while (!signal.aborted) {
    const free = emails.free()
    const due = free > 0 ? await claim(free, lane) : []
    await emails.begin(due)
    // A full take means that more may wait: go on as soon as there are free places.
    await (due.length === free ? emails.halfFree(POLL_MILLISECONDS) : sleep(POLL_MILLISECONDS))
  }
  await emails.allDone()
}

/** Beside the mail: neither waits for the other. */
async function sweepNowAndThen(signal: AbortSignal): Promise<void> {
  let nextSweep = 0
  while (!signal.aborted) {
    if (Date.now() >= nextSweep) {
      nextSweep = Date.now() + SWEEP_EVERY_MINUTES * 60_000
      await sweep()
    }
    await sleep(POLL_MILLISECONDS)
  }
}

async function claim(limit: number, lane: EmailLane): Promise<QueuedEmail[]> {
  try {
    return await claimDueEmails(limit, LEASE_SECONDS, lane)
  } catch (error) {
    log().warn({ event: 'outbox.unreachable', ...describeError(error) })
    await sleep(2_000)
    return []
  }
}
