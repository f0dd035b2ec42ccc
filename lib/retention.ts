import { purge } from '@/db/purge'
import { describeError, log } from './log'

/** How long a mail and a link are kept: long enough to answer "I got no mail", no longer. */
const RETENTION_DAYS = 30
const HOUR = 3_600_000

/** Forgets, now and every hour, what has had its time; any number of instances may do so at once. */
export function keepNoLongerThanNeeded(): void {
  const forget = () =>
    purge(RETENTION_DAYS).catch((error) => log().warn({ event: 'purge.failed', ...describeError(error) }))
  void forget()
  setInterval(forget, HOUR).unref()
}
