import type { FieldName } from '@/lib/import/field-names'
import { fieldLike, PLAIN_NAME } from './field-likeness'

type Mapping = { [Name in FieldName]?: string }

/** Says which fields have no column, with a --map that is ready to copy wherever another column resembles the field. */
export function missingColumns(missing: FieldName[], columns: string[], mapping: Mapping): string {
  // In a file without a header the first row may contain a hash, which must not be printed.
  const there = columns.filter((column) => PLAIN_NAME.test(column))
  const names = missing.map((name) => mapping[name] ?? name).join(', ')
  const first =
    there.length > 0 ? `No column ${names} among ${there.join(', ')}.` : `No column ${names}: there is no header.`
  const lines = [first, `Name the columns with ${readyMap(missing, there, mapping)}`]
  if (!missing.includes('password_hash')) return lines.join('\n')
  return [...lines, 'If there are no password hashes, add --without-password.'].join('\n')
}

function readyMap(missing: FieldName[], columns: string[], mapping: Mapping): string {
  const kept = Object.entries(mapping).filter(([name]) => !missing.includes(name as FieldName))
  const added = missing.map((name) => [name, columns.find((column) => fieldLike(column) === name) ?? 'COLUMN'])
  const pairs = [...kept, ...added].map(([name, column]) => `${name}=${column}`).join()
  return /\s/.test(pairs) ? `--map '${pairs}'` : `--map ${pairs}`
}
