import { asIso } from './moment-forms'

const FORMAT =
  /^(?<year>\d{4})(?<sign>[-/])(?<month>\d\d)\k<sign>(?<day>\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?\s?(?:(?:Z|UTC|GMT|(?:UTC|GMT)?(?<side>[+-])(?<hours>\d\d)(?::?(?<minutes>\d\d))?)(?:\[[\w/+-]{1,40}\])?)?)?$/i
const [EARLIEST_YEAR, LATEST_YEAR] = [1900, 9999]
/** No time zone is further from UTC, and PostgreSQL accepts at most 15:59. */
const MOST_HOURS = 14

/** A point in time to the microsecond, as databases store it. */
export type Moment = { text: string; milliseconds: number }

/**
 * Reads the formats of PostgreSQL, Python, ISO 8601 and other programs. Without a zone it is UTC, as written by Python's
 * utcnow.
 */
export function readMoment(text: string): Moment | undefined {
  const typed = text.trim()
  const parts = (FORMAT.exec(typed) ?? FORMAT.exec(asIso(typed) ?? ''))?.groups
  if (!parts) return undefined
  const { year, month, day, hour = '00', minute = '00', second = '00', fraction = '' } = parts
  const local = Date.UTC(+year!, +month! - 1, +day!, +hour, +minute, +second)
  // Date.UTC reads February 31 as March 3.
  const sameDay = new Date(local).getUTCDate() === +day! && +month! >= 1 && +month! <= 12
  if (!sameDay || +year! < EARLIEST_YEAR || +hour > 23 || +minute > 59 || +second > 59) return undefined
  const microseconds = fraction.slice(0, 6).padEnd(6, '0')
  const offset = offsetOf(parts)
  if (offset === undefined) return undefined
  const instant = new Date(local - offset)
  // PostgreSQL cannot read the ISO format of a five-digit year, and one such row would end the import.
  if (instant.getUTCFullYear() > LATEST_YEAR) return undefined
  const seconds = offset ? instant.toISOString().slice(0, 19) : `${year}-${month}-${day}T${hour}:${minute}:${second}`
  return { text: `${seconds}.${microseconds}Z`, milliseconds: local - offset + Number(microseconds.slice(0, 3)) }
}

/** In milliseconds; undefined for an invalid zone. */
function offsetOf({ side, hours = '0', minutes = '0' }: Record<string, string | undefined>): number | undefined {
  if (+hours > MOST_HOURS || +minutes > 59) return undefined
  return side ? (+hours * 60 + +minutes) * 60_000 * (side === '-' ? -1 : 1) : 0
}

export function momentOf(date: Date): Moment {
  return { text: date.toISOString(), milliseconds: date.getTime() }
}
