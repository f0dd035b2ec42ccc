/** What the driver says when the server cannot be reached. */
const DRIVER_CODES = /^(CONNECT|CONNECTION_|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/
/** SQLSTATE: connection lost (08), no resources (53), server going or coming (57P), cancelled by a timeout, deadlock. */
const SQL_STATES = /^(08...|53...|57P..|57014|55P03|25P03|40001|40P01)$/

/** True for a fault that passes by itself: the same call may succeed later. */
export function isOutage(error: unknown): boolean {
  return codesOf(error).some((code) => DRIVER_CODES.test(code) || SQL_STATES.test(code))
}

/** What the driver says when a connection that it had, or was making, is gone; 57P02 is the embedded server's own end. */
const LOST_CODES = /^(CONNECTION_|CONNECT_TIMEOUT|ECONNRESET|EPIPE|ETIMEDOUT|57P02)/

/** True where the error is the end of a connection, not of one statement. */
export function isLostConnection(error: unknown): boolean {
  return codesOf(error).some((code) => LOST_CODES.test(code))
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  return [String((error as NodeJS.ErrnoException).code ?? ''), ...codesOf(error.cause)]
}
