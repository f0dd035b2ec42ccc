const words = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' })
const DAYS_AT_MOST = 7

const CLOCKS_DIFFER_MINUTES = 5

/** How a time is read that lay ahead when the page was made: as the time that is left, or as the date and time up to which it counts. */
export type Ahead = 'in' | 'until'

/** “5 minutes ago”, or after a week the date, and for a future time date and time, in the reader's time zone. */
export function relativeTime(then: Date, now: number): string {
  const minutes = Math.floor((now - then.getTime()) / 60_000)
  if (minutes < -CLOCKS_DIFFER_MINUTES) return dateAndTime(then)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return words.format(-minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return words.format(-hours, 'hour')
  const days = Math.floor(hours / 24)
  if (days < DAYS_AT_MOST) return words.format(-days, 'day')
  return then.toLocaleDateString('en-US', { dateStyle: 'medium' })
}

/** “in 5 minutes”, or date and time if that is not within the hour. Once it has passed, it is read as any other time. */
export function timeAhead(then: Date, now: number, ahead: Ahead): string {
  if (ahead === 'until') return dateAndTime(then)
  const minutes = Math.floor((then.getTime() - now) / 60_000)
  if (minutes < 0 || minutes >= 60) return relativeTime(then, now)
  return minutes < 1 ? 'in less than a minute' : words.format(minutes, 'minute')
}

const dateAndTime = (then: Date) => then.toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' })
