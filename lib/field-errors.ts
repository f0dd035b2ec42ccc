import type * as z from 'zod/mini'
import type { FieldErrors } from './result'

/** The errors of an input, by its fields. A field that is an object gets one, for the first of its members at fault. */
export function fieldErrors({ issues }: z.core.$ZodError): FieldErrors {
  const errors: FieldErrors = {}
  for (const { path, message } of issues) {
    const [field, ...inner] = path
    if (field === undefined) continue
    const others = errors[String(field)] ?? []
    if (inner.length === 0 || others.length === 0) errors[String(field)] = [...others, message]
  }
  return errors
}
