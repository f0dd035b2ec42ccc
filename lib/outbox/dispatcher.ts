import { setTimeout as sleep } from 'node:timers/promises'
import { config } from '@/lib/config'
import { describeError, log } from '@/lib/log'
import { SWEEP_EVERY_MINUTES, sweep } from '@/lib/process/sweeper'
import { deliveriesInProgress } from './deliveries-in-progress'
import { type Lane, lanesOfEmails, noticeLane, type UnderWay } from './lanes'

/**
 * The outbox is polled and never woken by a request: work right after a request for an email with an account would slow
 * the next answer, and so show that there is one.
 */
const POLL_MILLISECONDS = 400

/** Sends the emails of the outbox, tells apps of logouts, and sweeps now and then until `signal` aborts, then finishes what is in progress. */
export async function runDispatcher(signal: AbortSignal, pollMilliseconds = POLL_MILLISECONDS): Promise<void> {
  // Each lane has places of its own, so that a flood in one does not delay the other.
  const emails = lanesOfEmails.map((lane) => sendLane(lane, signal, pollMilliseconds))
  const notices = config().PROVIDER ? sendLane(noticeLane, signal, pollMilliseconds) : undefined
  await Promise.all([...emails, notices, sweepNowAndThen(signal)])
}

async function sendLane<Work, Outcome>(
  lane: Lane<Work, Outcome>,
  signal: AbortSignal,
  pollMilliseconds: number,
): Promise<void> {
  const deliveries = deliveriesInProgress(lane)
  while (!signal.aborted) {
    const free = deliveries.free()
    const due = free > 0 ? await claim(lane, free, deliveries.underWay(), signal) : []
    // Counted before they begin, because a recipient that answers at once has its whole share for an instant only.
    const crowd = deliveries.crowd(due)
    await deliveries.begin(due)
    // A full batch means that more may be waiting, as does a recipient with a full share: continue as soon as places are free.
    if (due.length === free) await deliveries.halfFree(pollMilliseconds)
    else if (crowd > 0) await deliveries.lessCrowded(crowd, pollMilliseconds)
    else await pause(pollMilliseconds, signal)
  }
  await deliveries.allDone()
}

/** Runs in parallel with sending, and neither waits for the other. */
async function sweepNowAndThen(signal: AbortSignal): Promise<void> {
  let nextSweep = 0
  while (!signal.aborted) {
    if (Date.now() >= nextSweep) {
      nextSweep = Date.now() + SWEEP_EVERY_MINUTES * 60_000
      await sweep()
    }
    await pause(POLL_MILLISECONDS, signal)
  }
}

async function claim<Work>(
  lane: Lane<Work, unknown>,
  limit: number,
  underWay: UnderWay,
  signal: AbortSignal,
): Promise<Work[]> {
  try {
    return await lane.claim(limit, underWay)
  } catch (error) {
    log().warn({ event: 'outbox.unreachable', ...describeError(error) })
    await pause(2_000, signal)
    return []
  }
}

/** Ends early when the dispatcher is to stop: the process waits for it. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {})
}
