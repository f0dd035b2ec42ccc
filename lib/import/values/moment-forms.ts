const EPOCH = /^(\d{10})(?:(\d{3})(\d{3})?(\d{3})?)?(?:\.(\d{1,9}))?$/
/** The format of ASP.NET in JSON: milliseconds in UTC, whatever zone is named. */
const DOTNET = /^\\?\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/
const TIME = String.raw`(\d{1,2}):(\d\d)(?::(\d\d)(?:[.:](\d{1,9}))?)?\s?([AP]M)?`
const ZONE = String.raw`\s?(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d\d:?\d\d)?(?:\s?\([^()]{1,60}\))?`
/** RFC 9110 and emails: Thu, 04 Mar 2021 05:06:07 GMT; Oracle with a four-digit year: 04-MAR-2021 05:06:07. */
const DAY_FIRST = new RegExp(
  String.raw`^(?:[a-z]{3},?\s)?(\d{1,2})[ -]([a-z]{3})[ -](\d{4})(?:\s${TIME}${ZONE})?$`,
  'i',
)
/** JavaScript: Thu Mar 04 2021 05:06:07 GMT+0100 (CET); SQL Server: Mar  4 2021  5:06AM. */
const MONTH_FIRST = new RegExp(
  String.raw`^(?:[a-z]{3},?\s)?([a-z]{3})\s{1,2}(\d{1,2}),?\s(\d{4})(?:\s{1,2}${TIME}${ZONE})?$`,
  'i',
)
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Converts the date formats of other programs to ISO 8601, but only unambiguous ones: no day and month both in digits, no
 * two-digit year, and no number of another length, which may be a date without separators.
 */
export function asIso(text: string): string | undefined {
  return ofEpoch(text) ?? ofDotnet(text) ?? ofNamedMonth(text)
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, recognized by the number of digits: from 2001 to 2286. */
function ofEpoch(text: string): string | undefined {
  const [, seconds, milli, micro = '', nano = '', fraction = ''] = EPOCH.exec(text) ?? []
  if (!seconds || (milli && /[^0]/.test(fraction))) return undefined
  const digits = milli ? milli + micro + nano : fraction
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}${digits && `.${digits}`}Z`
}

function ofDotnet(text: string): string | undefined {
  const date = new Date(Number(DOTNET.exec(text)?.[1] ?? Number.NaN))
  return Number.isFinite(date.getTime()) ? date.toISOString() : undefined
}

function ofNamedMonth(text: string): string | undefined {
  const dayFirst = DAY_FIRST.exec(text)
  const found = dayFirst ?? MONTH_FIRST.exec(text)
  if (!found) return undefined
  const [first, second, year, hour = '0', minute = '00', seconds = '00', fraction = '0', half, zone = 'Z'] =
    found.slice(1)
  const [day, month] = dayFirst ? [first, second] : [second, first]
  const number = MONTHS.indexOf(month!.toLowerCase()) + 1
  const hours = half ? hourOf(Number(hour), half) : Number(hour)
  if (number === 0 || hours === undefined) return undefined
  return `${year}-${two(number)}-${two(Number(day))} ${two(hours)}:${minute}:${seconds}.${fraction}${zone}`
}

function hourOf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
