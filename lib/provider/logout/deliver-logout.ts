import { decideNotice, type LogoutNotice, postponeNotice } from '@/db/provider/logout-notices'
import { describeError, log } from '@/lib/log'
import { metrics } from '@/lib/metrics/metrics'
import { inSpan } from '@/lib/tracing/span'
import { logoutToken } from './logout-token'

export const PATIENCE_MILLISECONDS = 5_000
const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400]
/** How long to wait after each failed attempt; after as many, the app is given up. */
const waitsSeconds = [5, 30, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, DAY]

/** The result of one attempt; 'undecided' if it could not be stored. */
export type LogoutOutcome = 'told' | 'refused' | 'postponed' | 'failed' | 'undecided'
type Answer = { statusCode?: number; lastError?: string }

/** Tells an app that a login ended (OpenID Connect Back-Channel Logout), or postpones it; never throws. */
export function deliverLogout(notice: LogoutNotice, patience = PATIENCE_MILLISECONDS): Promise<LogoutOutcome> {
  return inSpan('logout notice', {}, () => tellAndNote(notice, patience))
}

async function tellAndNote(notice: LogoutNotice, patience: number): Promise<LogoutOutcome> {
  const line = { notice: notice.id, client: notice.clientId, attempt: notice.attempts }
  try {
    const answer = await tell(notice.uri, await logoutToken(notice), patience)
    const outcome = await note(notice, answer)
    log()[outcome === 'told' ? 'info' : 'warn']({ event: `app-logout.${outcome}`, ...line, ...answer })
    metrics()?.logoutNotices.inc({ outcome })
    return outcome
  } catch (error) {
    // Its lease expires, and then it is due again.
    log().error({ event: 'app-logout.undecided', ...line, ...describeError(error) })
    return 'undecided'
  }
}

/** The address may be a private one, because only the operator, whose network it is, can set it. */
async function tell(uri: string, token: string, patience: number): Promise<Answer> {
  try {
    const body = new URLSearchParams({ logout_token: token })
    const signal = AbortSignal.timeout(patience)
    // A redirect is not followed, because the token is only for the address that was set.
    const response = await fetch(uri, { method: 'POST', body, redirect: 'manual', signal })
    // Only the status counts, and what an app sends could be endless.
    await response.body?.cancel()
    return { statusCode: response.status }
  } catch (error) {
    const { error: lastError, code } = describeError(error)
    return { lastError: code === undefined ? lastError : `${code}: ${lastError}` }
  }
}

async function note(notice: LogoutNotice, answer: Answer): Promise<Exclude<LogoutOutcome, 'undecided'>> {
  const { statusCode } = answer
  const isPassing = statusCode === undefined || statusCode === 408 || statusCode === 429 || statusCode >= 500
  const seconds = waitsSeconds[notice.attempts - 1]
  if (isPassing && seconds !== undefined) {
    await postponeNotice(notice, seconds, answer)
    return 'postponed'
  }
  const isTold = statusCode === 200 || statusCode === 204
  const status = isTold ? 'told' : isPassing ? 'failed' : 'refused'
  await decideNotice(notice, status, answer)
  return status
}
