import { config } from '@/lib/config'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from './browser'
import type { ProviderSite } from './provider-site'
import { type App, anApp, CALLBACK, enter } from './running-app'

/** Someone who has logged in to an app of their own. */
export async function entered(site: ProviderSite) {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  return { app, user, browser, ...(await enter(app, browser)) }
}

export const codeOf = (location: string, verifier: string) => ({
  grant_type: 'authorization_code',
  code: new URL(location).searchParams.get('code')!,
  redirect_uri: CALLBACK,
  code_verifier: verifier,
})
export const refreshOf = (token: string) => ({ grant_type: 'refresh_token', refresh_token: token })

/** A request of an app to the site that is configured now, as the app itself would send it. */
export async function post(
  app: Pick<App, 'id' | 'secret' | 'kind'>,
  fields: Record<string, string>,
  path = '/oauth/token',
) {
  const basic = Buffer.from(`${app.id}:${app.secret}`).toString('base64')
  const isOpen = app.kind !== 'web'
  const answer = await fetch(config().APP_URL + path, {
    method: 'POST',
    headers: isOpen ? {} : { authorization: `Basic ${basic}` },
    body: new URLSearchParams(isOpen ? { ...fields, client_id: app.id } : fields),
  })
  const { error, access_token: access, refresh_token: refresh } = (await answer.json()) as Record<string, string>
  return { status: answer.status, error, access, refresh }
}

/** The status with which the configured site answers an access token. */
export async function infoStatus(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  return (await fetch(`${config().APP_URL}/oauth/userinfo`, { headers })).status
}
