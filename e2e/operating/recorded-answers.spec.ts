import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { recordedRequests } from '../support/requests/recorded-requests'
import { type Answer, sendRequest } from '../support/requests/send-request'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

/** Each answer is the name of its set of headers, its status, and where it leads or what kind of body it has. */
type Recorded = { answers: Record<string, string>; headers: Record<string, string[]> }
const RECORD = path.resolve(import.meta.dirname, 'recorded-answers.json')

// No answer changes by accident: RECORD_ANSWERS=1 writes a new record, and its diff shows each change. An upgrade of Next, or a step
// of the server in another place, changes none.
test('every kind of request gets the recorded status, headers and kind of body', async ({ site }) => {
  test.slow()
  const seen: Recorded = { answers: {}, headers: {} }
  for (const [name, { path, ...asked }] of recordedRequests()) {
    const { headers, line } = inOutline(await sendRequest(site.url + path, asked), site.url)
    // Most answers share their headers with many others.
    const set = createHash('sha256').update(headers.join()).digest('hex').slice(0, 6)
    seen.headers[set] = headers
    seen.answers[name] = `${set} ${line}`
  }
  if (process.env.RECORD_ANSWERS === '1') writeFileSync(RECORD, `${JSON.stringify(seen, null, 2)}\n`)
  expect(Object.keys(seen.answers).length).toBeGreaterThan(200)
  expect(seen).toEqual(JSON.parse(readFileSync(RECORD, 'utf8')))
})

/** Headers that are different each time or with each build, and the one that stands in the line of the answer. */
const changing = /^(date|x-request-id|content-length|etag|last-modified|keep-alive|transfer-encoding|link|location)$/

function inOutline({ status, headers, body }: Answer, origin: string) {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    changing.test(name) ? [] : [`${name}: ${constant(String(value), origin)}`],
  )
  const said = [status, headers.location ?? kindOf(headers['content-type'], body)].join(' ')
  return { headers: lines.sort(), line: constant(said, origin) }
}

/** What kind of body it is: a page by its title, problem details by their code, other JSON by its members, and the beginning of a text. */
function kindOf(type = '', body: string): string {
  if (body === '') return ''
  if (type.startsWith('text/html')) return /<title>([^<]*)<\/title>/.exec(body)?.[1] ?? 'a page without a title'
  if (type.includes('problem+json')) return JSON.parse(body).code
  if (type.includes('json')) return `{${Object.keys(JSON.parse(body)).join(', ')}}`
  if (type.includes('component')) return 'components'
  return body.slice(0, 60)
}

const constant = (text: string, origin: string) =>
  text
    .replaceAll(origin, '{origin}')
    .replace(/'(nonce|sha256)-[\w+/=-]+'/g, "'$1-…'")
    .replace(/('sha256-…' ?)+/g, "'sha256-…' ")
    .replace(/(__Host-)?(\w+)=[\w.-]{20,}/g, '$1$2=…')
    .replace(/(Expires=)[^;]+/gi, '$1…')
    .replace(/[\w-]{8}-[\w-]{4}-7[\w-]{3}-[\w-]{4}-[\w-]{12}/g, '{id}')
