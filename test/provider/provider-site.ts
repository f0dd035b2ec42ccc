import { cookieCredentialFrom } from '@/app/_http/request/request-credential'
import { config } from '@/lib/config'
import { type AppLogin, appLogin } from '@/lib/provider/login/app-login'
import { currentSession } from '@/lib/sessions/current-user'
import { forwardAuth } from '@/server/steps/forward-auth'
import { identify } from '@/server/steps/identify'
import { openIdConnect } from '@/server/steps/open-id-connect'
import { refuseUnreadable } from '@/server/steps/refuse-unreadable'
import { serve } from '@/test/serve-steps'

export type ProviderSite = Awaited<ReturnType<typeof startProviderSite>>

/**
 * The provider behind its steps of the pipeline. In place of Next, the page of a login answers with what it would show, as JSON,
 * or leads on.
 */
export async function startProviderSite(settings: Partial<ReturnType<typeof config>> = {}) {
  const served = await serve([identify, refuseUnreadable, forwardAuth, openIdConnect], async (request, response) => {
    const [, uid] = /^\/login\/app\/([\w-]+)$/.exec(request.url ?? '') ?? []
    if (!uid) return void response.writeHead(404).end()
    const headers = new Headers(request.headers as Record<string, string>)
    const session = await currentSession(cookieCredentialFrom(headers))
    const shown: AppLogin = await appLogin(uid, headers.get('cookie') ?? '', session)
    if (shown.step === 'go-on') response.writeHead(307, { Location: shown.url }).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(shown))
  })
  const former = { ...config() }
  const url = `http://localhost:${served.port}`
  Object.assign(config(), { PROVIDER: true, APP_URL: url, ...settings })
  return {
    ...served,
    url,
    stop() {
      Object.assign(config(), former)
      served.stop()
    },
  }
}
