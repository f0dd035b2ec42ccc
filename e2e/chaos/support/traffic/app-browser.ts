import { actionFields } from '../../../support/requests/action-fields'
import { fromAnywhere } from '../chaos-site'

type Cookie = { value: string; path: string }
type Credentials = { email: string; password: string }
export type AppBrowser = ReturnType<typeof appBrowser>

/** A browser without script that keeps the cookies of the site by their path, and follows its redirects. */
export function appBrowser(site: string) {
  const jar = new Map<string, Cookie>()

  async function ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { pathname } = new URL(url)
    const sent = [...jar].filter(([, { path }]) => pathname.startsWith(path))
    const cookie = sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ')
    const headers = { ...fromAnywhere(), accept: 'text/html', ...(cookie && { cookie }), ...init.headers }
    const answer = await fetch(url, { redirect: 'manual', ...init, headers })
    for (const line of answer.headers.getSetCookie()) keep(line)
    return answer
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const path = /; *path=([^;]+)/i.exec(line)?.[1] ?? '/'
    if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(`${name} ${path}`)
    else jar.set(`${name} ${path}`, { value, path })
  }

  return {
    /** Sends the form of the login page. */
    async logIn({ email, password }: Credentials): Promise<void> {
      const form = new FormData()
      const fields = actionFields(await (await ask(`${site}/login`)).text())
      for (const [name, value] of Object.entries({ ...fields, email, password })) form.set(name, value)
      const { status } = await ask(`${site}/login`, { method: 'POST', headers: { origin: site }, body: form })
      if (!jar.has('session /')) throw new Error(`Not logged in: ${status}`)
    },
    /** Follows the redirects of the site until one leads away from it, and returns where. */
    async leave(url: string): Promise<URL> {
      let next = url
      for (let steps = 0; steps < 8; steps++) {
        const answer = await ask(next)
        const location = answer.headers.get('location')
        if (location === null)
          throw new Error(`${next} led nowhere: ${answer.status} ${(await answer.text()).slice(0, 200)}`)
        await answer.body?.cancel()
        next = new URL(location, site).href
        if (!next.startsWith(`${site}/`)) return new URL(next)
      }
      throw new Error(`${url} leads in circles`)
    },
    /** The status of a page or an API request. */
    status: async (path: string): Promise<number> => {
      const answer = await ask(`${site}${path}`)
      await answer.body?.cancel()
      return answer.status
    },
  }
}
