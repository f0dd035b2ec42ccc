import { recordTrust } from '@/db/factors/logins/trusted-browsers'
import { config } from '@/lib/config'
import { describeError, log } from '@/lib/log'
import { type Caller, logCall, originOf } from '@/lib/operation'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { isUnavailable } from '@/lib/unavailable'
import { withTrust } from './trusted-browsers'

/**
 * Trusts the browser in which this session has just begun, by the password and a second step, for the days of the setting.
 * Returns the value of its cookie; undefined if nothing is trusted after such a login. The login stays valid even if this fails.
 */
export async function trustBrowser({ token }: { token: string }, caller: Caller): Promise<string | undefined> {
  if (config().REMEMBER_BROWSER_DAYS === 0) return undefined
  try {
    const trust = await recordTrust(hashSessionToken(token), originOf(caller))
    if (!trust) return undefined
    logCall(caller, { event: 'browser-trusted', user: trust.userId })
    return await withTrust(caller.trusted, trust)
  } catch (error) {
    if (!isUnavailable(error)) throw error
    log().warn({ event: 'unavailable', request: caller.requestId, ...describeError(error) })
    return undefined
  }
}
