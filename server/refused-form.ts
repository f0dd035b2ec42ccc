import type { IncomingMessage } from 'node:http'
import { REQUEST_ID } from '@/app/_http/request/own-headers'
import { config } from '@/lib/config'
import { log } from '@/lib/log'
import type { FailureCode } from '@/lib/result'

/** More than people cause, so that only a flood is cut short and does not fill the log. */
const LINES_A_SECOND = 20
/** Longer than any host name (RFC 1035), so that a sender cannot fill the log. */
const ORIGIN_CHARACTERS = 300
const window = { lines: 0, more: 0 }

/** Logs one line for a refused form, because its sender may ask the operator for the reason. */
export function logRefusedForm(
  request: IncomingMessage,
  event: 'form.refused' | 'form.unreadable',
  code: FailureCode,
): void {
  if (window.lines === 0) setTimeout(close, 1000).unref()
  if (window.lines++ >= LINES_A_SECOND) {
    window.more++
    return
  }
  const line = { event, path: request.url?.split('?')[0], request: request.headers[REQUEST_ID], code }
  log().info(code === 'cross-site' ? { ...line, ...originsOf(request) } : line)
}

/** Often the site was only opened under another name. With both origins in the log, an operator sees which. */
function originsOf({ headers }: IncomingMessage) {
  return { origin: headers.origin?.slice(0, ORIGIN_CHARACTERS), expected: config().APP_URL }
}

function close(): void {
  if (window.more > 0) log().info({ event: 'form.refused', more: window.more })
  window.lines = 0
  window.more = 0
}
