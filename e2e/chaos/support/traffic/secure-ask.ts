import { Agent, request } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Front } from '../front'

type Asked = { body?: object; headers?: Record<string, string | string[]> }
type SecureAnswer = {
  path: string
  status?: number
  error?: string
  headers: NodeJS.Dict<string | string[]>
  text: string
}

/** Sends requests to a front over HTTPS on persistent connections, as browsers and API clients do. */
export function secureAsk({ url, certificate }: Front) {
  const agent = new Agent({ keepAlive: true, ca: certificate })
  return (path: string, { body, headers = {} }: Asked = {}) =>
    new Promise<SecureAnswer>((resolve) => {
      const broken = (error: NodeJS.ErrnoException) =>
        resolve({ path, error: error.code ?? error.message, headers: {}, text: '' })
      const type = body && { 'content-type': 'application/json' }
      const sent = request(`${url}${path}`, { method: body ? 'POST' : 'GET', agent, headers: { ...type, ...headers } })
      sent.once('error', broken)
      sent.once('response', (response) => {
        const { statusCode: status, headers } = response
        text(response).then((words) => resolve({ path, status, headers, text: words }), broken)
      })
      sent.end(body && JSON.stringify(body))
    })
}
