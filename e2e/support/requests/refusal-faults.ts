import { type FailureCode, failures } from '@/lib/result'
import type { Answer } from './send-request'

/**
 * What is wrong with a refusal, as no refusal may be; nothing where it is as it must be. Collected and expected once, since
 * each `expect` costs more time than the request.
 */
export function refusalFaults(
  { status, headers, body }: Answer,
  codes: readonly string[] = Object.keys(failures),
  toAction = false,
): string[] {
  const problem = toAction ? inText(body, codes) : parsed(body)
  const expected = Object.hasOwn(failures, problem.code ?? '') ? failures[problem.code as FailureCode] : undefined
  const faults = {
    [`the code ${problem.code} (status ${status})`]: !expected || !codes.includes(problem.code ?? ''),
    [`the status ${status}`]: status !== expected?.status || status !== problem.status,
    'its type or title': problem.type !== `/problems/${problem.code}` || problem.title !== expected?.title,
    [`the content type ${headers['content-type']}`]:
      headers['content-type'] !== (toAction ? 'text/plain' : 'application/problem+json; charset=utf-8'),
    'a cookie is set': headers['set-cookie'] !== undefined,
    'another origin may read it': headers['access-control-allow-origin'] !== undefined,
    'a cache may keep it': headers['cache-control'] !== 'no-store',
  }
  return Object.keys(faults).filter((each) => faults[each])
}

/** An action that is sent by script is answered in the words alone, which its page shows. */
function inText(body: string, codes: readonly string[]): ReturnType<typeof parsed> {
  const code = codes.find((each) => failures[each as FailureCode].title === body)
  return code ? { ...failures[code as FailureCode], code, type: `/problems/${code}` } : {}
}

function parsed(body: string): { type?: string; title?: string; status?: number; code?: string } {
  try {
    return JSON.parse(body)
  } catch {
    return {}
  }
}
