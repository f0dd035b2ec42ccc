import { expect } from 'playwright/test'
import { type Asked, sendRequest } from '../requests/send-request'
import type { OpenApiDocument } from './openapi-document'
import { schemaChecker } from './schema-checker'

type Move = {
  /** Instead of the documented path. */
  path?: string
  search?: string
  /** Members that replace those of the example; undefined leaves one out. */
  values?: Record<string, unknown>
  /** Instead of a body made from the example. */
  raw?: string
  bearer?: string
  headers?: Record<string, string>
}

/** Sends documented examples to a site, and expects each answer to match the document. */
export function player(url: string, document: OpenApiDocument) {
  const faultsOf = schemaChecker(document)
  const operations = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [operation.operationId, { method, path, ...operation }]),
    ),
  )
  const seen = new Set<string>()

  async function play(id: string, { path, search = '', values = {}, raw, bearer, headers = {} }: Move = {}) {
    const documented = operations.get(id)!
    const content = documented.requestBody?.content['application/json']
    const body = content && (raw ?? JSON.stringify({ ...content.example, ...values }))
    const address = (path ?? documented.path).replace(/\{(\w+)\}/g, (_, name) =>
      String(values[name] ?? exampleOf(id, name)),
    )
    const request: Asked = {
      method: documented.method.toUpperCase(),
      body,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...headers,
      },
    }
    const answer = await sendRequest(url + address + search, request)
    const value = answer.body ? JSON.parse(answer.body) : undefined
    const said = `${id} ${answer.status} ${value?.code ?? ''}`.trim()
    seen.add(said)
    expect(faults(id, answer.headers, answer.status, value), said).toEqual([])
    return { status: answer.status, code: value?.code, body: value }
  }

  function exampleOf(id: string, name: string): string {
    return String(operations.get(id)!.parameters?.find((each) => each.name === name)?.example)
  }

  function faults(id: string, headers: Record<string, unknown>, status: number, value: unknown): string[] {
    const documented = operations.get(id)!.responses[status]
    if (!documented) return [`${status} is not documented`]
    const needed = Object.keys(documented.headers ?? {}).filter((name) => headers[name.toLowerCase()] === undefined)
    const [type, media] = Object.entries(documented.content ?? {})[0] ?? []
    const sent = String(headers['content-type'] ?? '').split(';')[0] || undefined
    return [
      ...needed.map((name) => `${name} is missing`),
      ...(sent === type ? [] : [`${sent} instead of ${type}`]),
      ...(media ? faultsOf(media.schema, value) : []),
    ]
  }

  /** Every documented answer, in the format of `seen`: with the code if it is a refusal. */
  const documented = [...operations.values()].flatMap(({ operationId, responses }) =>
    Object.entries(responses).flatMap(([status, { content }]) => {
      const codes = Object.keys(content?.['application/problem+json']?.examples ?? { '': '' })
      return codes.map((code) => `${operationId} ${status} ${code}`.trim())
    }),
  )

  /** Plays an example that must get exactly this answer, and returns its body. */
  async function expects(outcome: `${number}${'' | ` ${string}`}`, id: string, move?: Move) {
    const { status, code, body } = await play(id, move)
    expect(`${id} ${[status, code].filter(Boolean).join(' ')}`).toBe(`${id} ${outcome}`)
    return body
  }
  return { origin: url, play, expects, operations, seen: seen as ReadonlySet<string>, documented }
}
