import { readDocument } from '../documents/openapi-document'
import { type Answer, eachOf, sendRequest } from './send-request'

type Refusal = { status: number; title: string }
type Refusals = Record<string, Refusal>

/**
 * Returns what is wrong with a refusal, if anything. Tests collect these faults and expect once that there are none, because
 * each `expect` takes longer than the request.
 */
export async function refusalChecker(url: string) {
  const refusals = await refusalsOf(url)
  return (
    { status, headers, body }: Answer,
    codes: readonly string[] = Object.keys(refusals),
    toAction = false,
  ): string[] => {
    const problem = toAction ? inText(body, refusals) : parsed(body)
    const code = problem.code ?? ''
    const expected = Object.hasOwn(refusals, code) ? refusals[code] : undefined
    const faults = {
      [`the code ${code} (status ${status})`]: !expected || !codes.includes(code),
      [`the status ${status}`]: status !== expected?.status || status !== problem.status,
      'its type or title': problem.type !== `/problems/${code}` || problem.title !== expected?.title,
      [`the content type ${headers['content-type']}`]:
        headers['content-type'] !== (toAction ? 'text/plain' : 'application/problem+json'),
      'a cookie is set': headers['set-cookie'] !== undefined,
      'another origin may read it': headers['access-control-allow-origin'] !== undefined,
      'a cache may keep it': headers['cache-control'] !== 'no-store',
    }
    return Object.keys(faults).filter((each) => faults[each])
  }
}

/** The codes that the site's document lists, each with the status and the title that its page at /problems shows. */
async function refusalsOf(url: string): Promise<Refusals> {
  const { components } = await readDocument(url)
  const { properties } = components.schemas.ProblemDetails as { properties: { code: { enum: string[] } } }
  const refusals: Refusals = {}
  await eachOf(properties.code.enum, async (code) => {
    const { body } = await sendRequest(`${url}/problems/${code}`)
    const [, title] = /<h1>(.+?)<\/h1>/.exec(body) ?? []
    const [, status] = /\bstatus (?:<!-- -->)?(\d{3})\b/.exec(body) ?? []
    if (!title || !status) throw new Error(`The page /problems/${code} shows no title or no status.`)
    refusals[code] = { status: Number(status), title: unescaped(title) }
  })
  return refusals
}

function unescaped(html: string): string {
  return html.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

/** An action sent by script is answered with a code and a text, which its form shows. */
function inText(body: string, refusals: Refusals): ReturnType<typeof parsed> {
  const [, code = ''] = /^([a-z-]+): \w/.exec(body) ?? []
  return Object.hasOwn(refusals, code) ? { ...refusals[code], code, type: `/problems/${code}` } : {}
}

function parsed(body: string): { type?: string; title?: string; status?: number; code?: string } {
  try {
    return JSON.parse(body)
  } catch {
    return {}
  }
}
