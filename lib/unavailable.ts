/** After how long a caller may try again where nothing better is known. */
export const RETRY_AFTER_SECONDS = 5

/** Thrown where the work cannot be done now but may be later; the doors answer 503 with Retry-After. */
export class Unavailable extends Error {
  override name = 'Unavailable'

  constructor(
    message: string,
    readonly retryAfterSeconds: number,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** By name, not by class: Next may hold several copies of this module in one process. */
export function isUnavailable(error: unknown): error is Unavailable {
  return error instanceof Error && error.name === 'Unavailable'
}
