import { createHash } from 'node:crypto'
import { callerFrom } from '@/app/_http/request/caller'
import { config } from '@/lib/config'
import { loginCookie, originAt, seatCookie } from '@/lib/forward-auth/app-origin'
import { beginLogin, packLogin, unpackLogin } from '@/lib/forward-auth/begin-login'
import type { ProxiedApp } from '@/lib/forward-auth/check-seat'
import { leaveSeat } from '@/lib/forward-auth/leave-seat'
import { noteUnseenLogin } from '@/lib/forward-auth/note-unseen-login'
import { takeSeat } from '@/lib/forward-auth/take-seat'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'
import { refuse } from '@/server/refusal'
import { pathAtApp } from './answer-proxy'
import { type AppRequest, checkRequest, isRead, refuseMethod, seatToken, wantsPage } from './app-request'
import { cookiesOf, keepAtApp } from './cookies'
import { canceledLogin, expiredLogin, notOpenTo, notShownTo, refusedLogin, send, showPage, unseenLogin } from './pages'

/** As long as the login at Rekey itself may take, with a registration or a reset on the way. */
const LOGIN_SECONDS = 3600
/** Logins that a browser has begun and not finished, and the length of their cookies: nginx refuses a request with 8 KB of cookies. */
const LOGINS_AT_MOST = 8
const LONGEST_TOGETHER = 2500
const CIRCLE_SECONDS = 10

/** An app, the origin under which the browser knows it, and its request. */
type AtApp = AppRequest & { app: ProxiedApp; origin: string; query: URLSearchParams }

/** Answers the browser at the addresses of the app's host that the proxy leaves to Rekey. Returns the status, undefined for an unknown one. Throws Unavailable. */
export async function answerBrowser(
  asked: AppRequest,
  path: string,
  query: URLSearchParams,
): Promise<number | undefined> {
  const answer = Object.hasOwn(answers, path) ? answers[path as keyof typeof answers] : undefined
  if (!answer) return undefined
  const checked = await checkRequest(asked)
  if (checked.is === 'unknown-host') return undefined
  if (!isRead(asked.request.method)) return refuseMethod(asked)
  asked.response.setHeader('Cache-Control', 'no-store')
  const app = 'seat' in checked ? checked.seat.client : checked.client
  return answer({ ...asked, app, origin: originAt(asked.host, app.redirectUris)!, query }, checked)
}

type Known = Exclude<Awaited<ReturnType<typeof checkRequest>>, { is: 'unknown-host' }>

const answers = {
  '/.rekey/login': logIn,
  '/.rekey/callback': comeBack,
  '/.rekey/denied': showDenied,
  '/.rekey/logout': logOut,
}

function logIn(at: AtApp, checked: Known): number | Promise<number> {
  const { request, response, app, origin, query } = at
  // Pictures and scripts of a page would begin a login each.
  const { 'sec-fetch-mode': mode = 'navigate' } = request.headers
  if (mode !== 'navigate' || !wantsPage(request)) return send(response, 401, 'Nobody is logged in.\n')
  if (checked.is === 'forbidden') return redirect(at, `${origin}/.rekey/denied`)
  const to = pathAtApp(query.get('to'))
  if (checked.is === 'admitted') return goBack(at, to)
  const { url, begun } = beginLogin(app, origin, to)
  const unfinished = [...cookiesOf(request)].filter(([name]) => name.startsWith(loginCookie(origin, '')))
  if (unfinished.length >= LOGINS_AT_MOST || unfinished.join().length > LONGEST_TOGETHER)
    for (const [name] of unfinished) keepAtApp(response, name, '', 0)
  keepAtApp(response, loginCookie(origin, begun.state), packLogin(begun), LOGIN_SECONDS)
  return redirect(at, url)
}

/** Another tab has logged in meanwhile, or the proxy does not pass on the cookie, which the second time shows. */
async function goBack(at: AtApp, to: string): Promise<number> {
  const { request, response, app, origin, host } = at
  const again = `${seatCookie(origin)}-again`
  // A circle leads to the same page each time; several tabs that come back at once do not.
  const here = createHash('sha256').update(to).digest('base64url')
  if (cookiesOf(request).get(again) !== here) {
    keepAtApp(response, again, here, CIRCLE_SECONDS)
    return redirect(at, origin + to)
  }
  keepAtApp(response, again, '', 0)
  await noteUnseenLogin(app, host)
  return showPage(response, 500, unseenLogin(app, to))
}

async function comeBack(at: AtApp): Promise<number> {
  const { request, response, app, origin, query } = at
  const [state, code, error] = ['state', 'code', 'error'].map((name) => query.get(name) ?? '') as [
    string,
    string,
    string,
  ]
  const cookie = loginCookie(origin, state)
  const begun = unpackLogin(cookiesOf(request).get(cookie) ?? '')
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

/** For proxies that show no answer of Rekey's themselves. They lead here for each page that they refuse, perhaps also for the first one. */
function showDenied(at: AtApp, checked: Known): number {
  switch (checked.is) {
    case 'forbidden':
      return showPage(at.response, 403, notOpenTo(checked.seat))
    case 'admitted':
      return showPage(at.response, 403, notShownTo(checked.seat))
    case 'nobody':
      return redirect(at, `${at.origin}/`)
  }
}

/**
 * Rekey asks whether to log out, so no link of another site can do it unasked. The seat ends here, because the browser may have another
 * login at Rekey by now, or none, and Rekey could not end this one.
 */
async function logOut(at: AtApp): Promise<number> {
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

function redirect({ response }: AppRequest, url: string): number {
  response.setHeader('Location', url)
  return send(response, 302, '')
}
