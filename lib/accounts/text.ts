import * as z from 'zod/mini'

/**
 * Text that passes these checks. A value of another type is refused for its type alone: zod's own length checks also run
 * on any object that has a `length`, and throw where a number cannot be compared with it.
 */
export function text(missing: string | undefined, ...checks: z.core.$ZodCheck<string>[]) {
  for (const { _zod } of checks) _zod.def.when = ({ value }) => typeof value === 'string'
  return z.string(missing).check(...checks)
}
