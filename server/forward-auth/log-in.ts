import { createHash } from 'node:crypto'
import { loginCookie, seatCookie } from '@/lib/forward-auth/app-origin'
import { beginLogin, packLogin } from '@/lib/forward-auth/begin-login'
import { noteUnseenLogin } from '@/lib/forward-auth/note-unseen-login'
import { pathAtApp } from './answer-proxy'
import { wantsPage } from './app-request'
import { type AtApp, type Known, redirect } from './at-app'
import { cookiesOf, keepAtApp } from './cookies'
import { send, showPage, unseenLogin } from './pages'

/** As long as the login at Rekey itself may take, with a registration or a reset on the way. */
const LOGIN_SECONDS = 3600
/** Logins that a browser has begun and not finished, and the length of their cookies: nginx refuses a request with 8 KB of cookies. */
const LOGINS_AT_MOST = 8
const LONGEST_TOGETHER = 2500
const CIRCLE_SECONDS = 10

/** Begins a login, and sends the browser to Rekey. */
export function logIn(at: AtApp, checked: Known): number | Promise<number> {
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
