/** After how long a caller may try again if nothing better is known. */
export const RETRY_AFTER_SECONDS = 5

/** Thrown if the work is unavailable now but may succeed later; pages and the API answer 503 with Retry-After. */
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
