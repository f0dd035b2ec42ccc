import { setTimeout as sleep } from 'node:timers/promises'
import type { Lane, UnderWay } from './lanes'

/** Pause between starting two, so that requests are answered in between: starting twenty at once would delay them. */
const REST_MILLISECONDS = 2

/** What this process is delivering of a lane: at most as much as the lane has places. */
export function deliveriesInProgress<Work, Outcome>(
  { places, share, deliver }: Lane<Work, Outcome>,
  decided: (outcome: Outcome) => void = () => {},
) {
  const running = new Map<Promise<void>, Work>()
  const underWay = (more: Work[] = []): UnderWay => (share ? countBy([...running.values(), ...more].map(share.of)) : {})
  const half = (share?.places ?? places) / 2
  const busy = (counts: UnderWay) => Object.values(counts).filter((count) => count > half).length
  return {
    underWay: () => underWay(),
    free: () => places - running.size,
    async begin(claimed: Work[]): Promise<void> {
      for (const work of claimed) {
        const job = deliver(work)
          .then(decided)
          .finally(() => running.delete(job))
        running.set(job, work)
        await sleep(REST_MILLISECONDS)
      }
    },
    /** Waits until half the places are free, because claiming one by one costs as much as sending, or until the time is up. */
    halfFree: (milliseconds: number) => waitWhile(running, () => running.size > places / 2, milliseconds),
    /** How many recipients will have more than half of their share with `claimed`; 0 if none has all of it. */
    crowd(claimed: Work[]): number {
      const counts = underWay(claimed)
      return share && Object.values(counts).some((count) => count >= share.places) ? busy(counts) : 0
    },
    /** Waits until fewer recipients have more than half of their share, or until the time is up. */
    lessCrowded: (crowd: number, milliseconds: number) =>
      waitWhile(running, () => busy(underWay()) >= crowd, milliseconds),
    allDone: () => Promise.all(running.keys()),
  }
}

function countBy(recipients: string[]): UnderWay {
  const counts: UnderWay = {}
  for (const each of recipients) counts[each] = (counts[each] ?? 0) + 1
  return counts
}

async function waitWhile(running: Map<Promise<void>, unknown>, isTrue: () => boolean, milliseconds: number) {
  const patience = new AbortController()
  const late = sleep(milliseconds, 'late', { signal: patience.signal }).catch(() => 'late')
  while (isTrue() && (await Promise.race([...running.keys(), late])) !== 'late');
  patience.abort()
}
