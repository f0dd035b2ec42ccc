import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

export type Answer = {
  /** Undefined where the connection broke before there was an answer. */
  status?: number
  code?: string
  headers: NodeJS.Dict<string | string[]>
  text: string
  milliseconds: number
  /** When the request was begun. */
  at: number
  path: string
}
type Asked = {
  /** Sent as JSON, by POST. */
  body?: object
  headers?: Record<string, string>
  method?: string
  agent?: Agent
  /** Past them the request counts as hanging and is broken off. */
  patience?: number
}

/** Sends one request and tells what came of it, and how soon; never throws. A new connection each, unless an agent keeps them. */
export async function ask(site: string, path: string, asked: Asked = {}): Promise<Answer> {
  const { body, headers = {}, method = body ? 'POST' : 'GET', agent = new Agent(), patience = 60_000 } = asked
  const at = performance.now()
  const answer = await new Promise<Pick<Answer, 'status' | 'headers' | 'text' | 'code'>>((resolve) => {
    const broken = (error: NodeJS.ErrnoException) =>
      resolve({ code: error.code ?? error.message, headers: {}, text: '' })
    const type = body && { 'content-type': 'application/json' }
    const signal = AbortSignal.timeout(patience)
    const sent = request(`${site}${path}`, { method, agent, signal, headers: { ...type, ...headers } })
    sent.once('error', broken)
    sent.once('response', (response) => {
      const { statusCode: status, headers } = response
      text(response).then((words) => resolve({ status, headers, text: words, code: codeIn(words) }), broken)
    })
    sent.end(body && JSON.stringify(body))
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
