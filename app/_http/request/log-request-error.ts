import { currentExchange } from '@/lib/exchange'
import { describeError, log } from '@/lib/log'
import { isUnavailable } from '@/lib/unavailable'
import { REQUEST_ID } from './own-headers'

type Faulty = { path: string; headers: NodeJS.Dict<string | string[]> }

/** Logs what a page or handler threw, under the ID in its response. */
export function logRequestError(error: unknown, { path, headers }: Faulty): void {
  const line = { path: path.split('?')[0], request: headers[REQUEST_ID] }
  const exchange = currentExchange()
  // The page that a form is sent to may itself fail.
  if (exchange?.posted && isUnavailable(error)) exchange.acted = true
  if (exchange?.posted && !exchange.acted) {
    exchange.tooLarge ||= (error as { statusCode?: unknown }).statusCode === 413
    // Kept to one line, because the message may contain text from the sender.
    log().info({ event: 'form.unreadable', ...line, code: describeError(error).code })
    return
  }
  log().error({ event: 'unexpected', ...line, ...describeError(error) })
}
