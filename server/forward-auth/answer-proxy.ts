import { safePath } from '@/app/_http/form/safe-path'
import { originAt } from '@/lib/forward-auth/app-origin'
import type { ProxiedApp } from '@/lib/forward-auth/check-seat'
import { identityHeaders } from '@/lib/forward-auth/identity-headers'
import { exchangeOf } from '@/server/exchanges'
import { type AppRequest, checkRequest, isRead, refuseMethod, wantsPage } from './app-request'
import { notOpenTo, send, showPage, unsentForm } from './pages'

const UNKNOWN_HOST =
  'There is no app behind a proxy at this host. The proxy has to send the host of the app in X-Forwarded-Host.\n'

/** Tells a proxy whether a request to an app may pass, and who sends it. Returns the status. Throws Unavailable. */
export async function answerProxy(asked: AppRequest): Promise<number> {
  const { response } = asked
  response.setHeader('Cache-Control', 'no-store')
  if (!isRead(asked.request.method)) return refuseMethod(asked)
  const checked = await checkRequest(asked)
  switch (checked.is) {
    case 'unknown-host':
      return send(response, 404, UNKNOWN_HOST)
    case 'nobody':
      return leadToLogin(asked, checked.client)
    // Never 401: the login would succeed and lead back here, in a circle.
    case 'forbidden':
      return wantsPage(asked.request)
        ? showPage(response, 403, notOpenTo(checked.seat))
        : send(response, 403, 'This account is not admitted to the app.\n')
    case 'admitted':
      for (const [name, value] of Object.entries(identityHeaders(checked.seat))) response.setHeader(name, value)
      response.writeHead(200).end()
      return 200
  }
}

/** A redirect for a person who opens a page. Everything else gets a 401, because a script would follow a redirect in vain. */
function leadToLogin({ request, response, host }: AppRequest, app: ProxiedApp): number {
  const { forwardedMethod: method = '', forwardedUri = '', answer } = exchangeOf(request)?.received ?? {}
  const reads = isRead(method || 'GET')
  // A form that was sent meanwhile cannot be sent again, and its address may show nothing.
  const to = reads ? pathAtApp(forwardedUri) : '/'
  const login = `/.rekey/login?to=${encodeURIComponent(to)}`
  const isForPerson = wantsPage(request)
  const byProxy = answer === '401'
  // A proxy that redirects by itself sees by the Location whether to do so.
  if (isForPerson || !byProxy) response.setHeader('Location', originAt(host, app.redirectUris) + login)
  if (!isForPerson) return send(response, 401, 'Nobody is logged in.\n')
  return reads && !byProxy ? send(response, 302, '') : showPage(response, 401, unsentForm(app, login))
}

/** A path of the app, where nobody is led to another host or back into the login. */
export function pathAtApp(path: string | null): string {
  const safe = safePath(path, '/')
  return safe.startsWith('/.rekey/') ? '/' : safe
}
