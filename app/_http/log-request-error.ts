import { describeError, log } from '@/lib/log'
import { REQUEST_ID } from './mark-requests'

/** What a page or handler threw, under the id that its response carries. */
export function logRequestError(error: unknown, request: { path: string; headers: NodeJS.Dict<string | string[]> }) {
  const path = request.path.split('?')[0]
  log().error({ event: 'unexpected', path, request: request.headers[REQUEST_ID], ...describeError(error) })
}
