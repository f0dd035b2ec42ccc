/** What the driver says when the server cannot be reached. */
const DRIVER_CODES = /^(CONNECT|CONNECTION_|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/
/** SQLSTATE: connection lost (08), no resources (53), server going or coming (57P), cancelled by a timeout, deadlock. */
const SQL_STATES = /^(08...|53...|57P..|57014|55P03|25P03|40001|40P01)$/

/** True for a fault that passes by itself: the same call may succeed later. */
export function isOutage(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = String((cause as NodeJS.ErrnoException).code ?? '')
    if (DRIVER_CODES.test(code) || SQL_STATES.test(code)) return true
  }
  return false
}
