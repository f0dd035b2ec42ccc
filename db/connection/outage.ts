/** What the driver says when the server cannot be reached. */
const DRIVER_CODES = /^(CONNECT|CONNECTION_|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/
/** What Node was doing when the network, its names or this machine's own limits failed it. */
const WAYS_TO_THE_SERVER = /^(connect|getaddrinfo)$/
/** SQLSTATE of a standby, and of whatever else was told to change nothing. */
export const READ_ONLY = '25006'
/**
 * SQLSTATE: connection lost (08), no resources (53), server going or coming (57P), its disk or system at fault (58),
 * database closed or renamed (55000, 55006), cancelled by a timeout, deadlock, read-only.
 */
const SQL_STATES = /^(08...|53...|57P..|57014|58...|55000|55006|55P03|25P03|40001|40P01|25006)$/

/** True for a fault that passes by itself: the same call may succeed later. */
export function isOutage(error: unknown): boolean {
  return causesOf(error).some(
    ({ code, syscall }) => DRIVER_CODES.test(code) || SQL_STATES.test(code) || WAYS_TO_THE_SERVER.test(syscall),
  )
}

/** Of the certificate and of the key exchange with a server. */
const TLS_CODES = /^(CERT_|DEPTH_ZERO_|EPROTO|ERR_SSL_|ERR_TLS_|SASL_|SELF_SIGNED_|UNABLE_TO_)/

/**
 * True where the server turns the connection away or ends it, for whatever reason (no login for this role, another
 * password, no such database): PostgreSQL calls that FATAL, and a statement that fails ERROR. Where these settings have
 * led to an open database before, the server has changed, and may change back.
 */
export function isTurnedAway(error: unknown): boolean {
  return causesOf(error).some(({ code, severity }) => /^(FATAL|PANIC)$/.test(severity) || TLS_CODES.test(code))
}

/** What the driver says when a connection that it had, or was making, is gone; 57P02 is the embedded server's own end. */
const LOST_CODES = /^(CONNECTION_|CONNECT_TIMEOUT|ECONNRESET|EPIPE|ETIMEDOUT|57P02)/

/** True where the error is the end of a connection, not of one statement. */
export function isLostConnection(error: unknown): boolean {
  return causesOf(error).some(({ code }) => LOST_CODES.test(code))
}

/** What is said by a server that ends or starts; the others in this list are of a place where none is. */
const ELSEWHERE_CODES = /^(57P0[123]|25006|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/

/** True where another server may have taken over, or this one may be found at another address. */
export function mayBeElsewhere(error: unknown): boolean {
  return isLostConnection(error) || causesOf(error).some(({ code }) => ELSEWHERE_CODES.test(code))
}

type Cause = { code: string; syscall: string; severity: string }

function causesOf(error: unknown): Cause[] {
  if (!(error instanceof Error)) return []
  const { code, syscall, severity } = error as NodeJS.ErrnoException & { severity?: string }
  return [
    { code: String(code ?? ''), syscall: String(syscall ?? ''), severity: String(severity ?? '') },
    ...causesOf(error.cause),
  ]
}
