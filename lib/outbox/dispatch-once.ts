import { COUNT_AT_MOST, countQueuedEmails } from '@/db/operator/outbox-counts'
import { claimDueEmails, LEASE_SECONDS } from '@/db/outbox'
import type { EmailLane } from '@/db/schema'
import { sweep } from '@/lib/sweeper'
import type { Delivered } from './deliver-email'
import { AT_ONCE, deliveriesInProgress } from './deliveries-in-progress'

/** After this time no further email is started; those in progress take at most as long as the longest send. */
const BEGIN_WITHIN_SECONDS = 25
const LOOK_AGAIN_MILLISECONDS = 400

/** How many emails were sent, postponed or given up, and how many still wait, including postponed ones (up to 10000). */
export type Dispatched = { sent: number; postponed: number; failed: number; left: number }

/**
 * Sends due emails and sweeps once, for platforms on which nothing runs between requests. Each email is claimed first, so
 * none is sent twice, even with running dispatchers or several calls at once. Throws Unavailable.
 */
export async function dispatchOnce(beginWithinSeconds = BEGIN_WITHIN_SECONDS): Promise<Dispatched> {
  const swept = sweep()
  const counts = { sent: 0, postponed: 0, failed: 0, bounced: 0, none: 0 }
  const outcome = (each: Delivered) => void counts[each]++
  const deadline = Date.now() + beginWithinSeconds * 1000
  const sent = await Promise.allSettled([sendDue('resets', deadline, outcome), sendDue('others', deadline, outcome)])
  await swept
  for (const lane of sent) if (lane.status === 'rejected') throw lane.reason
  const queued = await countQueuedEmails(COUNT_AT_MOST)
  const left = queued.reduce((sum, { due, later }) => sum + due + later, 0)
  return { sent: counts.sent, postponed: counts.postponed, failed: counts.failed + counts.bounced, left }
}

async function sendDue(lane: EmailLane, deadline: number, decided: (outcome: Delivered) => void): Promise<void> {
  const emails = deliveriesInProgress(AT_ONCE[lane], decided)
  try {
    while (Date.now() < deadline) {
      const free = emails.free()
      const due = free > 0 ? await claimDueEmails(free, LEASE_SECONDS, lane) : []
      if (due.length === 0 && free === AT_ONCE[lane]) return
      await emails.begin(due)
      await (due.length === free ? emails.halfFree(LOOK_AGAIN_MILLISECONDS) : emails.allDone())
    }
  } finally {
    // Also if the database becomes unavailable: the platform may freeze the process after the answer, in the middle of sending.
    await emails.allDone()
  }
}
