import { log } from './log'
import { perProcess } from './per-process'

const SUM_SECONDS = 60

type Kind = { event: string; operation: string }

const following = perProcess('summed-log', () => new Map<string, number>())

/**
 * True for the first of its kind, which gets its own line. Those that follow within a minute become one line with their
 * number, so that a flood does not fill the log.
 */
export function isFirstToLog(kind: Kind): boolean {
  const key = JSON.stringify(kind)
  const more = following.get(key)
  following.set(key, (more ?? -1) + 1)
  if (more !== undefined) return false
  setTimeout(() => logRest(kind, key), SUM_SECONDS * 1000).unref()
  return true
}

function logRest(kind: Kind, key: string): void {
  const more = following.get(key) ?? 0
  following.delete(key)
  if (more > 0) log().info({ ...kind, more, seconds: SUM_SECONDS })
}
