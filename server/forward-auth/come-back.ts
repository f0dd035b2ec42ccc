import { callerFrom } from '@/app/_http/request/caller'
import { config } from '@/lib/config'
import { loginCookie, seatCookie } from '@/lib/forward-auth/app-origin'
import { unpackLogin } from '@/lib/forward-auth/begin-login'
import { takeSeat } from '@/lib/forward-auth/take-seat'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'
import { refuse } from '@/server/refusal'
import { pathAtApp } from './answer-proxy'
import { type AtApp, type Known, redirect } from './at-app'
import { cookiesOf, keepAtApp } from './cookies'
import { canceledLogin, expiredLogin, refusedLogin, showPage } from './pages'

/** The end of a login: Rekey sends the browser here with its answer. */
export async function comeBack(at: AtApp, checked: Known): Promise<number> {
  const { request, response, app, origin, query } = at
  const [state, code, error] = ['state', 'code', 'error'].map((name) => query.get(name) ?? '') as [
    string,
    string,
    string,
  ]
  const cookie = loginCookie(origin, state)
  const begun = unpackLogin(cookiesOf(request).get(cookie) ?? '')
  // The Back button and a reload lead here after the login.
  if (!begun && checked.is === 'admitted') return redirect(at, `${origin}/`)
  // Otherwise somebody could log this browser in with an account of their own (RFC 9700 §4.7), or with the answer of another server (RFC 9207).
  if (!begun || begun.state !== state || query.get('iss') !== config().APP_URL)
    return showPage(response, 400, expiredLogin(app))
  keepAtApp(response, cookie, '', 0)
  const to = pathAtApp(begun.to)
  if (error === 'access_denied') return showPage(response, 403, canceledLogin(app, to))
  if (error !== '') return showPage(response, 400, refusedLogin(app, /^[a-z_]{1,60}$/.test(error) ? error : 'unknown'))
  const caller = callerFrom(new Headers(request.headers as Record<string, string>), 'browser')
  const seat = await takeSeat({ client: app, origin, code, verifier: begun.verifier }, caller)
  if (!seat) return showPage(response, 400, expiredLogin(app))
  if (!('token' in seat)) {
    refuse(request, response, seat.code, { retryAfterSeconds: seat.retryAfterSeconds })
    return response.statusCode
  }
  keepAtApp(response, seatCookie(origin), seat.token, SESSION_LIFETIME_DAYS * 86_400)
  return redirect(at, origin + to)
}
