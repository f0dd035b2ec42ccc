import { originAt } from '@/lib/forward-auth/app-origin'
import { type AppRequest, checkRequest, isRead, refuseMethod } from './app-request'
import { type AtApp, type Known, redirect } from './at-app'
import { comeBack } from './come-back'
import { logIn } from './log-in'
import { logOut } from './log-out'
import { nothingThere, notOpenTo, notShownTo, showPage } from './pages'

type Answer = (at: AtApp, checked: Known) => number | Promise<number>

const answers: Record<string, Answer> = {
  '/.rekey/login': logIn,
  '/.rekey/callback': comeBack,
  '/.rekey/denied': showDenied,
  '/.rekey/logout': logOut,
}

/** Answers the browser at the addresses of the app's host that the proxy leaves to Rekey. Returns the status, undefined for an unknown one. Throws Unavailable. */
export async function answerBrowser(
  asked: AppRequest,
  path: string,
  query: URLSearchParams,
): Promise<number | undefined> {
  const checked = await checkRequest(asked)
  if (checked.is === 'unknown-host') return undefined
  if (!isRead(asked.request.method)) return refuseMethod(asked)
  asked.response.setHeader('Cache-Control', 'no-store')
  const app = 'seat' in checked ? checked.seat.client : checked.client
  const answer = Object.hasOwn(answers, path) ? answers[path] : undefined
  // Not left to Next, whose pages belong to Rekey's own host.
  if (!answer) return showPage(asked.response, 404, nothingThere(app))
  return answer({ ...asked, app, origin: originAt(asked.host, app.redirectUris)!, query }, checked)
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
