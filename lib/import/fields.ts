import { readJsonValue } from './json-value'

/** What a row can tell of an account, under the names that `rekey export` writes. */
const names = [
  'id',
  'first_name',
  'last_name',
  'email',
  'phone_number',
  'password_hash',
  'email_verified_at',
  'email_verified',
  'disabled_at',
  'disabled',
  'is_active',
  'deletion_due_at',
  'created_at',
  'updated_at',
] as const
export type FieldName = (typeof names)[number]
export type Fields = { [Name in FieldName]?: string | null }

/** By which name the source calls a field, where it is not ours. */
export type Mapping = { [Name in FieldName]?: string }

/** One row of the source; `broken` says why its fields are not of use. */
export type SourceRow = { row: number; fields: Fields; broken?: string }

/** Where people come from, read once and in pieces. */
export type Source = {
  rows: AsyncIterable<SourceRow[]>
  /** How much is read, from 0 to 1; undefined where nobody knows how much there is. */
  progress(): number | undefined
  /** Columns so far that look like fields of ours and are not read, each with the field. */
  unread(): Lookalike[]
  close(): Promise<void>
}

/** The source, or what was said of it, is not of use. */
export class UnusableSource extends Error {}

/** A column that is not read, and the field that it may stand for. */
export type Lookalike = { column: string; field: FieldName }

const LONGEST_FIELD = 4096
/** A number or a flag in one of these was put there by a mistake that a text may not hide. */
export const TEXT_ALONE: ReadonlySet<FieldName> = new Set<FieldName>(['first_name', 'last_name', 'email'])
const STATES: ReadonlySet<FieldName> = new Set<FieldName>([
  ...(['email_verified_at', 'email_verified', 'disabled_at', 'disabled', 'is_active'] as const),
])
const REQUIRED: FieldName[] = ['email', 'first_name', 'last_name', 'phone_number', 'password_hash']

/** Reads `email=mail,first_name=given`. Throws UnusableSource. */
export function readMapping(text: string): Mapping {
  const pairs = text.split(',').map((pair) => {
    const [, name, theirs] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(pair) ?? []
    if (!isFieldName(name)) throw new UnusableSource(`--map knows ${names.join(', ')}, but not “${name ?? pair}”.`)
    return [name, theirs]
  })
  return Object.fromEntries(pairs)
}

/** Which of the source's columns holds which field. Throws UnusableSource where one is missing that nobody can do without. */
export function columnsFor(columns: string[], mapping: Mapping, withoutPassword = false): [FieldName, string][] {
  const twice = columns.find((column, place) => columns.indexOf(column) < place && isRead(column, mapping))
  if (twice) throw new UnusableSource(`There are two columns ${twice}. Leave one of them out.`)
  const found = names.flatMap((name) => {
    const column = theirNames(name, mapping).find((theirs) => columns.includes(theirs))
    return column === undefined ? [] : [[name, column] as [FieldName, string]]
  })
  const has = new Set(found.map(([name]) => name))
  const mapped = Object.entries(mapping).filter(([name]) => !has.has(name as FieldName))
  const missing = REQUIRED.filter((name) => !has.has(name) && !(withoutPassword && name === 'password_hash'))
  const lacking = [...new Set([...mapped.map(([, theirs]) => theirs), ...missing])]
  if (lacking.length === 0) return found
  // A file without a header has somebody's hash where the name of a column should be.
  const there = columns.filter((column) => /^[\w .-]{1,40}$/.test(column)).join(', ')
  throw new UnusableSource(
    `There is no column ${lacking.join(', ')} among ${there || 'those that have names'}. Name them by --map email=mail,first_name=given.`,
  )
}

/** The names under which a field may stand in a source, in the order in which they count. */
function theirNames(name: FieldName, mapping: Mapping): string[] {
  const mapped = mapping[name]
  if (mapped !== undefined) return [mapped]
  // A column that --map has given to the other form of the same state is not read in both.
  if (STATES.has(name) && Object.values(mapping).includes(name)) return []
  return name === 'password_hash' ? [name, 'password'] : [name]
}

/** Whether some field is read from a column of this name. */
export function isRead(column: string, mapping: Mapping): boolean {
  return names.some((name) => theirNames(name, mapping).includes(column))
}

/** A row of the source, read; not where one of its fields is no name, address or hash, but would fill the memory. */
export function rowOf(row: number, fields: Fields): SourceRow {
  const long = names.find((name) => (fields[name]?.length ?? 0) > LONGEST_FIELD)
  if (!long) return { row, fields }
  return { row, fields: {}, broken: `Its ${long} has more than ${LONGEST_FIELD} characters.` }
}

/** Picks the fields out of one object; broken by a value that is there and not understood, which is not one that is absent. */
export function rowOfRecord(row: number, record: object, mapping: Mapping): SourceRow {
  const fields: Fields = {}
  const strange: FieldName[] = []
  for (const name of names) {
    const values = theirNames(name, mapping).flatMap((each) =>
      Object.hasOwn(record, each) ? [record[each as never]] : [],
    )
    if (values.length === 0) continue
    const value = readJsonValue(values.find((each) => each !== null) ?? null)
    if (!value || (TEXT_ALONE.has(name) && !value.isText)) strange.push(name)
    else fields[name] = value.text
  }
  const read = rowOf(row, fields)
  if (read.broken || strange.length === 0) return read
  return { ...read, broken: `Not understood: ${strange.join(', ')}.` }
}

function isFieldName(name: string | undefined): name is FieldName {
  return names.some((each) => each === name)
}
