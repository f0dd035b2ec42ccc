import { formCaller } from '@/app/_http/form/run-form'
import { describeError, log } from '@/lib/log'
import { logout } from '@/lib/sessions/logout'
import { isUnavailable } from '@/lib/unavailable'
import { clearSessionCookie, cookieCredential } from './session-cookie'

/** Logs this browser out: ends the session, then removes the cookie. Returns false when the session cannot be ended now. */
export async function logOutBrowser(): Promise<boolean> {
  const caller = await formCaller()
  if (!caller) return false
  const credential = await cookieCredential()
  if (!credential) return true
  try {
    await logout(credential, caller)
  } catch (error) {
    if (!isUnavailable(error)) throw error
    log().warn({ event: 'unavailable', request: caller.requestId, ...describeError(error) })
    return false
  }
  await clearSessionCookie()
  return true
}
