/** The driver's codes if the server cannot be reached. */
const DRIVER_CODES = /^(CONNECT|CONNECTION_|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/
/** The system calls that fail because of the network, DNS or the limits of this machine. */
const WAYS_TO_THE_SERVER = /^(connect|getaddrinfo)$/
/** SQLSTATE of a standby or another read-only server. */
export const READ_ONLY = '25006'
/**
 * SQLSTATEs: connection lost (08), no resources (53), server stopping or starting (57P), disk or system error (58), database
 * closed or renamed (55000, 55006), canceled by a timeout, deadlock, read-only.
 */
const SQL_STATES = /^(08...|53...|57P..|57014|58...|55000|55006|55P03|25P03|40001|40P01|25006)$/

/** True for a temporary fault: the same call may succeed later. */
export function isOutage(error: unknown): boolean {
  return causesOf(error).some(
    ({ code, syscall }) => DRIVER_CODES.test(code) || SQL_STATES.test(code) || WAYS_TO_THE_SERVER.test(syscall),
  )
}

/** Codes about the certificate of a server and the handshake with it. */
const TLS_CODES = /^(CERT_|DEPTH_ZERO_|EPROTO|ERR_SSL_|ERR_TLS_|SASL_|SELF_SIGNED_|UNABLE_TO_)/

/**
 * True if the server refuses or ends the connection, whatever the reason (a role that cannot log in, a changed password, a
 * missing database): PostgreSQL calls that FATAL, and a failed statement ERROR. If the same settings have worked before, the
 * server has changed and may change back.
 */
export function isTurnedAway(error: unknown): boolean {
  return causesOf(error).some(({ code, severity }) => /^(FATAL|PANIC)$/.test(severity) || TLS_CODES.test(code))
}

/** The driver's codes if a connection was lost while open or being opened. 57P02 is the crash of the embedded database. */
const LOST_CODES = /^(CONNECTION_|CONNECT_TIMEOUT|ECONNRESET|EPIPE|ETIMEDOUT|57P02)/

/** True if the connection was lost and not just a statement refused. */
function isLostConnection(error: unknown): boolean {
  return causesOf(error).some(({ code }) => LOST_CODES.test(code))
}

/** Codes of a server that is stopping, starting or read-only, or of a host without a server. */
const ELSEWHERE_CODES = /^(57P0[123]|25006|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/

/** True if another server may have taken over, or this one may have another IP address now. */
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
