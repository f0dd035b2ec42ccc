import { COUNT_AT_MOST, countQueuedEmails } from '@/db/operator/facts/outbox-counts'
import { config } from '@/lib/config'
import { sweep } from '@/lib/process/sweeper'
import type { Delivered } from './deliver-email'
import { deliveriesInProgress } from './deliveries-in-progress'
import { type Lane, lanesOfEmails, noticeLane } from './lanes'

/** After this time no further email is started; those in progress take at most as long as the longest send. */
const BEGIN_WITHIN_SECONDS = 25
const LOOK_AGAIN_MILLISECONDS = 400

/** How many emails were sent, postponed or given up, and how many still wait, including postponed ones (up to 10000). */
export type Dispatched = { sent: number; postponed: number; failed: number; left: number }

/**
 * Sends due emails, tells apps of logouts and sweeps once, for platforms on which nothing runs between requests. Each email
 * and notice is claimed first, so none is sent twice, even with running dispatchers or several calls at once. Throws
 * Unavailable.
 */
export async function dispatchOnce(beginWithinSeconds = BEGIN_WITHIN_SECONDS): Promise<Dispatched> {
  const swept = sweep()
  const counts = { sent: 0, postponed: 0, failed: 0, bounced: 0, none: 0 }
  const outcome = (each: Delivered) => void counts[each]++
  const deadline = Date.now() + beginWithinSeconds * 1000
  const emails = lanesOfEmails.map((lane) => sendDue(lane, deadline, outcome))
  const notices = config().PROVIDER ? sendDue(noticeLane, deadline, () => {}) : undefined
  const sent = await Promise.allSettled([...emails, notices])
  await swept
  for (const lane of sent) if (lane.status === 'rejected') throw lane.reason
  const queued = await countQueuedEmails(COUNT_AT_MOST)
  const left = queued.reduce((sum, { due, later }) => sum + due + later, 0)
  return { sent: counts.sent, postponed: counts.postponed, failed: counts.failed + counts.bounced, left }
}

async function sendDue<Work, Outcome>(
  lane: Lane<Work, Outcome>,
  deadline: number,
  decided: (outcome: Outcome) => void,
): Promise<void> {
  const deliveries = deliveriesInProgress(lane, decided)
  try {
    while (Date.now() < deadline) {
      const free = deliveries.free()
      const due = free > 0 ? await lane.claim(free, deliveries.underWay()) : []
      if (due.length === 0 && free === lane.places) return
      const crowd = deliveries.crowd(due)
      await deliveries.begin(due)
      if (due.length === free) await deliveries.halfFree(LOOK_AGAIN_MILLISECONDS)
      else if (crowd > 0) await deliveries.lessCrowded(crowd, LOOK_AGAIN_MILLISECONDS)
      else await deliveries.allDone()
    }
  } finally {
    // Also if the database becomes unavailable: the platform may freeze the process after the answer, in the middle of sending.
    await deliveries.allDone()
  }
}
