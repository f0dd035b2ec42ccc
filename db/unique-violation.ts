/** Thrown within a transaction to undo it. */
export class UniqueViolation extends Error {
  override name = 'Taken'
}

/** Returns 'taken' instead of an error if the unique index refused the change (SQLSTATE 23505). */
export function orTaken(error: unknown): 'taken' {
  if (error instanceof UniqueViolation) return 'taken'
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === '23505') return 'taken'
  throw error
}
