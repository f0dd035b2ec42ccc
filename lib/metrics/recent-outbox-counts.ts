import { setTimeout as pause } from 'node:timers/promises'
import { COUNT_AT_MOST, countQueuedEmails, type Queued } from '@/db/operator/outbox-counts'

/** The shortest time between two queries, however many scrapers there are and however often they come. */
const KEEP_SECONDS = 5
/** Scrapers wait ten seconds, and the other metrics must arrive well before that. */
const PATIENCE_SECONDS = 2

let asked: { at: number; answer: Promise<Queued[] | undefined>; settled: boolean } | undefined

/** The counts of the outbox, at most five seconds old; undefined if the database does not answer in time. */
export function recentOutboxCounts(): Promise<Queued[] | undefined> {
  // There is only one query at a time, so that a database that hangs is not queried again and again.
  const fresh = asked && (!asked.settled || performance.now() - asked.at < KEEP_SECONDS * 1000)
  if (!fresh) asked = ask()
  return Promise.race([asked!.answer, pause(PATIENCE_SECONDS * 1000, undefined, { ref: false })])
}

function ask() {
  const question = {
    at: performance.now(),
    settled: false,
    answer: countQueuedEmails(COUNT_AT_MOST)
      .catch(() => undefined)
      .finally(() => {
        question.settled = true
      }),
  }
  return question
}
