import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

export type Answer = {
  /** Undefined if the connection broke before an answer came. */
  status?: number
  code?: string
  headers: NodeJS.Dict<string | string[]>
  text: string
  milliseconds: number
  /** When the request started. */
  at: number
  path: string
}
type Asked = {
  /** Sent as JSON with POST. */
  body?: object
  /** Sent as a form with POST. */
  form?: Record<string, string>
  headers?: Record<string, string>
  method?: string
  agent?: Agent
  /** Milliseconds after which the request counts as hanging and is aborted. */
  patience?: number
}

/** Sends one request and returns its outcome and duration. Never throws. Uses a new connection unless an agent is given. */
export async function ask(site: string, path: string, asked: Asked = {}): Promise<Answer> {
  const { body, form, headers = {}, agent = new Agent(), patience = 60_000 } = asked
  const { method = body || form ? 'POST' : 'GET' } = asked
  const at = performance.now()
  const answer = await new Promise<Pick<Answer, 'status' | 'headers' | 'text' | 'code'>>((resolve) => {
    const broken = (error: NodeJS.ErrnoException) =>
      resolve({ code: error.code ?? error.message, headers: {}, text: '' })
    const sentBody = form ? new URLSearchParams(form).toString() : body && JSON.stringify(body)
    const contentType = form ? 'application/x-www-form-urlencoded' : 'application/json'
    // Node frames the body of a DELETE only if its length is given.
    const type = sentBody && { 'content-type': contentType, 'content-length': Buffer.byteLength(sentBody) }
    const signal = AbortSignal.timeout(patience)
    const sent = request(`${site}${path}`, { method, agent, signal, headers: { ...type, ...headers } })
    sent.once('error', broken)
    sent.once('response', (response) => {
      const { statusCode: status, headers } = response
      text(response).then((words) => resolve({ status, headers, text: words, code: codeIn(words) }), broken)
    })
    sent.end(sentBody)
  })
  return { ...answer, at, path, milliseconds: performance.now() - at }
}

/** The `code` of a refusal, if the answer is one. */
function codeIn(words: string): string | undefined {
  try {
    return JSON.parse(words).code
  } catch {
    return undefined
  }
}
