import { config } from '@/lib/config'
import { seatCookie } from '@/lib/forward-auth/app-origin'
import { leaveSeat } from '@/lib/forward-auth/leave-seat'
import { seatToken } from './app-request'
import { type AtApp, redirect } from './at-app'
import { keepAtApp } from './cookies'

/**
 * Rekey asks whether to log out, so no link of another site can do it unasked. The seat ends here, because the browser may have another
 * login at Rekey by now, or none, and Rekey could not end this one.
 */
export async function logOut(at: AtApp): Promise<number> {
  const { request, response, app, origin } = at
  const token = seatToken(at)
  const site = request.headers['sec-fetch-site'] ?? 'none'
  if (token && ['same-origin', 'none'].includes(site)) {
    await leaveSeat(token)
    keepAtApp(response, seatCookie(origin), '', 0)
  }
  const { id, postLogoutUris } = app
  const [uri] = postLogoutUris
  const asked = new URLSearchParams({ client_id: id, ...(uri ? { post_logout_redirect_uri: uri } : {}) })
  return redirect(at, `${config().APP_URL}/oauth/logout?${asked}`)
}
