import { config } from '@/lib/config'
import { describeError, log } from '@/lib/log'
import { metrics } from '@/lib/metrics/metrics'
import { isUnavailable } from '@/lib/unavailable'
import { answerBrowser } from '@/server/forward-auth/answer-browser'
import { answerProxy } from '@/server/forward-auth/answer-proxy'
import { type AppRequest, appRequest } from '@/server/forward-auth/app-request'
import type { Step } from '@/server/pipeline'
import { refuse } from '@/server/refusal'

const ASKED_BY_PROXY = '/forward-auth'
const AT_APP = '/.rekey/'

/** Answers the proxies in front of apps that know no protocol, and browsers at the hosts of those apps; unknown addresses unless PROVIDER is on. */
export const forwardAuth: Step = (request, response) => {
  const url = request.url ?? ''
  // Not asynchronous for other requests, which are most, so that they wait for nothing.
  if (!config().PROVIDER || !(url.startsWith(ASKED_BY_PROXY) || url.startsWith(AT_APP))) return false
  const { pathname, searchParams } = new URL(`http://page${url}`)
  if (pathname !== ASKED_BY_PROXY && !url.startsWith(AT_APP)) return false
  return answer(appRequest(request, response), pathname, searchParams)
}

async function answer(asked: AppRequest, path: string, query: URLSearchParams): Promise<boolean> {
  const { request, response } = asked
  try {
    const status = path === ASKED_BY_PROXY ? await answerProxy(asked) : await answerBrowser(asked, path, query)
    if (status !== undefined) count(path, status)
    return status !== undefined
  } catch (error) {
    if (!isUnavailable(error)) throw error
    log().warn({ event: 'unavailable', path, ...describeError(error) })
    refuse(request, response, 'unavailable', { retryAfterSeconds: error.retryAfterSeconds })
    count(path, 503)
    return true
  }
}

function count(path: string, status: number): void {
  const endpoint = path === ASKED_BY_PROXY ? 'forward-auth' : 'app-host'
  const outcome = status === 503 ? 'unavailable' : status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'answered'
  metrics()?.providerRequests.inc({ endpoint, outcome })
}
