import type { QueuedEmail } from '@/db/emails'
import { type Delivered, deliver } from './deliver'

export const AT_ONCE = 20

/** Begins to send what was claimed; each is in `running` until it is decided. */
export function setGoing(
  claimed: QueuedEmail[],
  running: Set<Promise<unknown>>,
  decided: (outcome: Delivered) => void = () => {},
): void {
  for (const email of claimed) {
    const job = deliver(email)
      .then(decided)
      .finally(() => running.delete(job))
    running.add(job)
  }
}
