import type { PhoneNumberMode } from '@/lib/rules/phone-number'
import { type FieldName, fieldNames, isFieldName } from './field-names'
import { missingColumns } from './source/missing-columns'
import { readJsonValue } from './values/json-value'

export type Fields = { [Name in FieldName]?: string | null }

/** The column of the source for each field that has another name there. */
export type Mapping = { [Name in FieldName]?: string }

/** One row of the source; `broken` says why its fields cannot be used. */
export type SourceRow = { row: number; fields: Fields; broken?: string }

/** The source of an import, read once and in pieces. */
export type Source = {
  rows: AsyncIterable<SourceRow[]>
  /** How much has been read, from 0 to 1; undefined if the total is not known. */
  progress(): number | undefined
  /** Columns so far that resemble our fields and are not read, each with that field. */
  unread(): Lookalike[]
  close(): Promise<void>
}

/** The source, or an option that describes it, cannot be used. */
export class UnusableSource extends Error {}

/** A column that is not read, and the field that it may be. */
export type Lookalike = { column: string; field: FieldName }

const LONGEST_FIELD = 4096
/** A number or a flag in one of these fields is a mistake in the source and must not be read as text. */
export const TEXT_ALONE: ReadonlySet<FieldName> = new Set<FieldName>(['first_name', 'last_name', 'email'])
const STATES: ReadonlySet<FieldName> = new Set<FieldName>([
  ...(['email_verified_at', 'email_verified', 'disabled_at', 'disabled', 'is_active'] as const),
])
const REQUIRED: FieldName[] = ['email', 'first_name', 'last_name', 'phone_number', 'password_hash']

/** Reads `email=mail,first_name=given`. Throws UnusableSource. */
export function readMapping(text: string): Mapping {
  const pairs = text.split(',').map((pair) => {
    const [, name, theirs] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(pair) ?? []
    if (!isFieldName(name))
      throw new UnusableSource(`Unknown field “${name ?? pair}” in --map. Use ${fieldNames.join(', ')}.`)
    return [name, theirs]
  })
  return Object.fromEntries(pairs)
}

/** What decides whether some of the required fields may be missing. */
export type Needs = { withoutPassword?: boolean; phoneNumber?: PhoneNumberMode }

/** Finds the column of the source for each field. Throws UnusableSource if a required field has none. */
export function columnsFor(columns: string[], mapping: Mapping, needs: Needs = {}): [FieldName, string][] {
  const twice = columns.find((column, place) => columns.indexOf(column) < place && isRead(column, mapping))
  if (twice) throw new UnusableSource(`There are two columns named ${twice}. Remove one of them.`)
  const found = fieldNames.flatMap((name) => {
    const column = theirNames(name, mapping).find((theirs) => columns.includes(theirs))
    return column === undefined ? [] : [[name, column] as [FieldName, string]]
  })
  const has = new Set(found.map(([name]) => name))
  const missing = fieldNames.filter(
    (name) => !has.has(name) && (mapping[name] !== undefined || isRequired(name, needs)),
  )
  if (missing.length === 0) return found
  throw new UnusableSource(missingColumns(missing, columns, mapping))
}

function isRequired(name: FieldName, { withoutPassword, phoneNumber = 'required' }: Needs): boolean {
  if (name === 'password_hash' && withoutPassword) return false
  if (name === 'phone_number' && phoneNumber !== 'required') return false
  return REQUIRED.includes(name)
}

/** The names that a column for this field may have, the preferred one first. */
function theirNames(name: FieldName, mapping: Mapping): string[] {
  const mapped = mapping[name]
  if (mapped !== undefined) return [mapped]
  // A column that --map assigns to another field of the account state is read only as that one.
  if (STATES.has(name) && Object.values(mapping).includes(name)) return []
  return name === 'password_hash' ? [name, 'password'] : [name]
}

/** Whether a field is read from a column of this name. */
export function isRead(column: string, mapping: Mapping): boolean {
  return fieldNames.some((name) => theirNames(name, mapping).includes(column))
}

/** One row of the source, broken if a field is too long for a name, an email or a hash and would only fill the memory. */
export function rowOf(row: number, fields: Fields): SourceRow {
  const long = fieldNames.find((name) => (fields[name]?.length ?? 0) > LONGEST_FIELD)
  if (!long) return { row, fields }
  return { row, fields: {}, broken: `The ${long} has more than ${LONGEST_FIELD} characters.` }
}

/** Picks the fields out of one object. A value that cannot be read breaks the row, because it must not pass for a missing one. */
export function rowOfRecord(row: number, record: object, mapping: Mapping): SourceRow {
  const fields: Fields = {}
  const strange: FieldName[] = []
  for (const name of fieldNames) {
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
  return { ...read, broken: `Unreadable values: ${strange.join(', ')}.` }
}
