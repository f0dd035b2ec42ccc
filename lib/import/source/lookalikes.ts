import type { FieldName } from '@/lib/import/field-names'
import { isRead, type Lookalike, type Mapping } from '@/lib/import/fields'
import { fieldLike, PLAIN_NAME } from './field-likeness'

/** A source with more names has no fixed columns, and its names would fill the memory. */
const MOST_NAMES = 10_000

/** Finds columns that resemble our fields and are not read, because their data would be lost without notice. */
export function lookalikes(mapping: Mapping) {
  const names = new Set<string>()
  return {
    seen(columns: string[]): void {
      for (const column of columns) if (names.size < MOST_NAMES) names.add(column)
    },
    unread(): Lookalike[] {
      const read = new Set([...names].flatMap((name) => (isRead(name, mapping) ? (fieldLike(name) ?? []) : [])))
      return [...names].flatMap((column) => {
        const field = PLAIN_NAME.test(column) && !isRead(column, mapping) ? fieldLike(column) : undefined
        return field && (SAYS_WHO_MAY_COME_IN.has(field) || !read.has(field)) ? [{ column, field }] : []
      })
    },
  }
}

/** Several columns may say whether an account is active, and each of them matters. */
const SAYS_WHO_MAY_COME_IN: ReadonlySet<FieldName> = new Set<FieldName>(['disabled_at', 'disabled', 'is_active'])
