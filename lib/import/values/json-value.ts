/** The value of a JSON member as text; `isText` if it was a string. */
type Said = { text: string | null; isText: boolean }
type Members = Record<string, unknown>

const NOTHING: Said = { text: null, isText: true }
const NANOSECONDS = /^\d{1,9}$/

/**
 * Reads a plain value, or one of the objects in which MongoDB, Firestore, DynamoDB and Node wrap values that JSON cannot
 * express. Undefined for anything else, which must never pass for a missing value.
 */
export function readJsonValue(value: unknown): Said | undefined {
  if (value === null || value === undefined) return NOTHING
  if (typeof value === 'string') return { text: value, isText: true }
  if (typeof value !== 'object') return { text: String(value), isText: false }
  const names = Object.keys(value).sort().join()
  // Only own members, because a member named constructor must not find Object's.
  return Object.hasOwn(wrappers, names) ? wrappers[names]?.(value as Members) : undefined
}

/** The same for a column that contains JSON as text, such as PostgreSQL's jsonb. Other text is returned unchanged. */
export function unwrapJson(text: string): string | null {
  if (!/^[{"]/.test(text)) return text
  try {
    const said = readJsonValue(JSON.parse(text))
    return said ? said.text : text
  } catch {
    return text
  }
}

/** By their sorted member names. */
const wrappers: Record<string, (value: Members) => Said | undefined> = {
  $date: ({ $date }) => (typeof $date === 'string' ? moment($date) : milliseconds(readJsonValue($date)?.text)),
  $timestamp: ({ $timestamp }) => seconds(($timestamp as Members | null)?.t),
  '_nanoseconds,_seconds': ({ _seconds, _nanoseconds }) => seconds(_seconds, _nanoseconds),
  'nanoseconds,seconds': (value) => seconds(value.seconds, value.nanoseconds),
  'nanos,seconds': (value) => seconds(value.seconds, value.nanos),
  '__datatype__,value': ({ __datatype__, value }) => (__datatype__ === 'timestamp' ? readJsonValue(value) : undefined),
  __time__: ({ __time__ }) => moment(__time__),
  $numberLong: ({ $numberLong }) => plain($numberLong),
  $numberInt: ({ $numberInt }) => plain($numberInt),
  $numberDouble: ({ $numberDouble }) => plain($numberDouble),
  $numberDecimal: ({ $numberDecimal }) => plain($numberDecimal),
  $oid: ({ $oid }) => plain($oid),
  $uuid: ({ $uuid }) => plain($uuid),
  $undefined: () => NOTHING,
  $binary: ({ $binary }) => binary(...mongoBinary($binary)),
  '$binary,$type': ({ $binary, $type }) => binary($binary, $type),
  'data,type': ({ data, type }) => (type === 'Buffer' && Array.isArray(data) ? bytes(Buffer.from(data)) : undefined),
  S: ({ S }) => (typeof S === 'string' ? { text: S, isText: true } : undefined),
  N: ({ N }) => plain(N),
  BOOL: ({ BOOL }) => (typeof BOOL === 'boolean' ? plain(String(BOOL)) : undefined),
  NULL: ({ NULL }) => (NULL === true ? NOTHING : undefined),
}

function plain(text: unknown): Said | undefined {
  return typeof text === 'string' ? { text, isText: false } : undefined
}

const moment = plain

function milliseconds(text: string | null | undefined): Said | undefined {
  const date = text && /^-?\d{1,15}$/.test(text) ? new Date(Number(text)) : undefined
  return date && Number.isFinite(date.getTime()) ? moment(date.toISOString()) : undefined
}

function seconds(whole: unknown, fraction: unknown = 0): Said | undefined {
  const [text, nanoseconds] = [readJsonValue(whole)?.text ?? '', readJsonValue(fraction)?.text ?? '']
  const said = milliseconds(`${text}000`)?.text
  if (!said || !NANOSECONDS.test(nanoseconds)) return undefined
  return moment(`${said.slice(0, -'.000Z'.length)}.${nanoseconds.padStart(9, '0')}Z`)
}

function mongoBinary($binary: unknown): [unknown, unknown] {
  const { base64, subType } = (typeof $binary === 'object' && $binary ? $binary : {}) as Members
  return [base64, subType]
}

const UUID_SUBTYPE = '04'

function binary(base64: unknown, subType: unknown): Said | undefined {
  if (typeof base64 !== 'string') return undefined
  const read = Buffer.from(base64, 'base64')
  if (subType !== UUID_SUBTYPE) return bytes(read)
  return plain(read.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
}

/** A one-bit column, or text that was stored as bytes. */
function bytes(read: Buffer): Said {
  const [only] = read
  if (read.length === 1 && (only === 0 || only === 1)) return { text: String(only), isText: false }
  return { text: read.toString(), isText: false }
}
