const ago = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' })
const DAYS_AT_MOST = 7

const CLOCKS_DIFFER_MINUTES = 5

/** “5 minutes ago”, or after a week the date, and for a future time date and time, in the reader's time zone. */
export function relativeTime(then: Date, now: number): string {
  const minutes = Math.floor((now - then.getTime()) / 60_000)
  if (minutes < -CLOCKS_DIFFER_MINUTES) return then.toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' })
  if (minutes < 1) return 'just now'
  if (minutes < 60) return ago.format(-minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return ago.format(-hours, 'hour')
  const days = Math.floor(hours / 24)
  if (days < DAYS_AT_MOST) return ago.format(-days, 'day')
  return then.toLocaleDateString('en-US', { dateStyle: 'medium' })
}
