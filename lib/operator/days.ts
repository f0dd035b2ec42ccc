const DAY_MS = 24 * 3_600_000

/** True for a day of the calendar, such as 2026-11-30. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const start = new Date(text)
  return !Number.isNaN(start.getTime()) && start.toISOString().startsWith(text)
}

/** True for the name of a time zone, such as Europe/Berlin. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The moment at which a day begins in a time zone, or the day that comes so many days `later`. */
export function startOfDay(day: string, zone: string, later = 0): Date {
  const midnight = Date.parse(day) + later * DAY_MS
  // The offset may change between midnight in UTC and midnight there.
  const near = midnight - offsetAt(midnight, zone)
  return new Date(midnight - offsetAt(near, zone))
}

/** By how many milliseconds the clocks of a time zone are ahead of UTC. */
function offsetAt(moment: number, zone: string): number {
  const [, sign, hours, minutes = 0, seconds = 0] =
    /GMT(?:([+-])(\d+)(?::(\d+))?(?::(\d+))?)?$/.exec(nameOfOffset(moment, zone)) ?? []
  if (!sign) return 0
  return Number(`${sign}1`) * 1000 * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))
}

function nameOfOffset(moment: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(moment)
  return parts.find(({ type }) => type === 'timeZoneName')!.value
}
