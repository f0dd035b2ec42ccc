import { setTimeout as pause } from 'node:timers/promises'

/** The shortest time between two queries, however many scrapers there are and however often they come. */
const KEEP_SECONDS = 5
/** Scrapers wait ten seconds, and the other metrics must arrive well before that. */
const PATIENCE_SECONDS = 2

type Asked<T> = { at: number; answer: Promise<T | undefined>; settled: boolean }

/** Calls `query` for an answer that is at most five seconds old; undefined if the database does not answer in time. */
export function recentAnswer<T>(query: () => Promise<T>): () => Promise<T | undefined> {
  let asked: Asked<T> | undefined
  return () => {
    // There is only one query at a time, so that a database that hangs is not queried again and again.
    const fresh = asked && (!asked.settled || performance.now() - asked.at < KEEP_SECONDS * 1000)
    if (!fresh) asked = ask(query)
    return Promise.race([asked!.answer, pause(PATIENCE_SECONDS * 1000, undefined, { ref: false })])
  }
}

function ask<T>(query: () => Promise<T>): Asked<T> {
  const question: Asked<T> = {
    at: performance.now(),
    settled: false,
    answer: query()
      .catch(() => undefined)
      .finally(() => {
        question.settled = true
      }),
  }
  return question
}
