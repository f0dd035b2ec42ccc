const ago = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' })
const DAYS_AT_MOST = 7

/** “5 minutes ago”, or after a week the date in the reader's time zone. A clock that runs behind does not tell of the future. */
export function relativeTime(then: Date, now: number): string {
  const minutes = Math.max(0, Math.floor((now - then.getTime()) / 60_000))
  if (minutes < 1) return 'just now'
  if (minutes < 60) return ago.format(-minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return ago.format(-hours, 'hour')
  const days = Math.floor(hours / 24)
  if (days < DAYS_AT_MOST) return ago.format(-days, 'day')
  return then.toLocaleDateString('en-US', { dateStyle: 'medium' })
}
