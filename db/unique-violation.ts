/** Thrown within a transaction to undo it. */
export class UniqueViolation extends Error {
  override name = 'Taken'
}

/** For a change that the unique index has decided (SQLSTATE 23505): 'taken' instead of the fault. */
export function orTaken(error: unknown): 'taken' {
  if (error instanceof UniqueViolation) return 'taken'
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === '23505') return 'taken'
  throw error
}
