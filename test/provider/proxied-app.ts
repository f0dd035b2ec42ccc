import { randomBytes } from 'node:crypto'
import { insertClient } from '@/db/provider/clients'
import { sendRequest } from '@/e2e/support/requests/send-request'
import { someone } from '@/test/accounts/someone'
import { anAct } from '@/test/operator/an-act'
import { aBrowser, type TestBrowser } from './browser'
import type { ProviderSite } from './provider-site'

type Fields = Partial<Parameters<typeof insertClient>[1]>
export type ProxiedApp = Awaited<ReturnType<typeof aProxiedApp>>

/** An app behind a proxy at a host of its own, with the requests that the proxy would send. Each has its own cookies of that host. */
export async function aProxiedApp(site: ProviderSite, fields: Fields = {}) {
  const mark = randomBytes(6).toString('hex')
  const host = `wiki-${mark}.example.com`
  const client = await insertClient(
    anAct(),
    {
      id: `wiki-${mark}`,
      name: 'Wiki',
      kind: 'proxy',
      redirectUris: [`https://${host}/.rekey/callback`],
      scopes: ['openid', 'profile', 'email'],
      needsVerified: false,
      ...fields,
    },
    500,
  )
  if (typeof client === 'string') throw new Error(client)
  return { client, host, browser: () => browserAt(site, host) }
}

type Asked = { path?: string; method?: string; accept?: string; headers?: Record<string, string> }

function browserAt(site: ProviderSite, host: string) {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  async function send(url: string, headers: Record<string, string>, method = 'GET') {
    const sent = { cookie: cookie(), 'x-forwarded-host': host, ...headers }
    const { status, headers: answered, body } = await sendRequest(site.url + url, { method, headers: sent })
    for (const line of answered['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status, location: answered.location, headers: answered, text: body }
  }

  return {
    cookies,
    send,
    /** What the proxy asks about a request. */
    ask({ path = '/page?a=1&b=2', method = 'GET', accept = 'text/html', headers = {} }: Asked = {}) {
      return send('/forward-auth', { accept, 'x-forwarded-uri': path, 'x-forwarded-method': method, ...headers })
    },
    /** What the browser opens at the app's host and the proxy leaves to Rekey. */
    open: (url: string, headers: Record<string, string> = {}) =>
      send(url.replace(`https://${host}`, ''), { accept: 'text/html', ...headers }),
    /** From the first request to the app until it is let in, with a browser that is logged in at Rekey. */
    async enter(atRekey: TestBrowser) {
      const { location } = await this.ask()
      const begun = await this.open(location!)
      const { location: back, text } = await atRekey.visit(begun.location!)
      if (!back?.startsWith(`https://${host}`)) throw new Error(`Nobody was let in: ${text}`)
      return this.open(back)
    },
  }
}

type User = Awaited<ReturnType<typeof someone>>

/** Someone whose email is verified. */
export const aVerifiedPerson = (more: Parameters<typeof someone>[0] = {}) =>
  someone({ passwordHash: 'none', verified: true, ...more })

/** A browser in which this person is logged in at Rekey. */
export async function loggedInAt(site: ProviderSite, user: User): Promise<TestBrowser & { token: string }> {
  const browser = aBrowser(site.url)
  const { token } = await browser.logIn(user)
  return { ...browser, token }
}

/** A browser that has a seat at the app. */
export async function seated(site: ProviderSite, app: ProxiedApp, user: User) {
  const [atRekey, browser] = [await loggedInAt(site, user), app.browser()]
  await browser.enter(atRekey)
  if ((await browser.ask()).status !== 200) throw new Error('Nobody was let in.')
  return { atRekey, browser }
}
