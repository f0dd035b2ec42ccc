import { setTimeout as pause } from 'node:timers/promises'
import { COUNT_AT_MOST, countQueuedEmails, type Queued } from '@/db/operator/outbox-counts'

/** However often and by however many it is scraped, the database is asked this seldom. */
const KEEP_SECONDS = 5
/** Scrapers wait ten seconds; they must have the rest well before. */
const PATIENCE_SECONDS = 2

let asked: { at: number; answer: Promise<Queued[] | undefined>; settled: boolean } | undefined

/** What waits in the outbox, at most five seconds old; undefined where the database does not say it in time. */
export function recentOutboxCounts(): Promise<Queued[] | undefined> {
  // While a question is open no other is asked: a database that hangs must not be asked again and again.
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
