import type { User } from '@/db/accounts/users'
import { loggedIn } from '@/test/accounts/logged-in'

type Visit = { status: number; url: string; location?: string; text: string; headers: Headers }
export type TestBrowser = ReturnType<typeof aBrowser>

/** A browser that keeps cookies by their path and follows redirects as long as they stay at the site. */
export function aBrowser(site: string) {
  const jar = new Map<string, { value: string; path: string }>()

  function keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      const path = /; *path=([^;]+)/i.exec(line)?.[1] ?? '/'
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(`${name} ${path}`)
      else jar.set(`${name} ${path}`, { value, path })
    }
  }

  function cookieFor(path: string): string {
    const sent = [...jar].filter(([, cookie]) => path.startsWith(cookie.path))
    return sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ')
  }

  async function once(url: string, init: RequestInit = {}): Promise<Visit> {
    const cookie = cookieFor(new URL(url).pathname)
    const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}), ...(init.headers as object) }
    const response = await fetch(url, { redirect: 'manual', ...init, headers })
    keep(response)
    const location = response.headers.get('location')
    const next = location === null ? undefined : new URL(location, url).href
    return { status: response.status, url, location: next, text: await response.text(), headers: response.headers }
  }

  async function visit(url: string, init?: RequestInit): Promise<Visit> {
    let answer = await once(new URL(url, site).href, init)
    for (let steps = 0; answer.location?.startsWith(`${site}/`) && !isPage(answer.location); steps++) {
      if (steps > 12) throw new Error(`a circle at ${answer.location}`)
      answer = await once(answer.location)
    }
    return answer
  }

  return {
    visit,
    once,
    jar,
    /** Logs in as the login page does. */
    async logIn(user: User) {
      const credential = await loggedIn(user, 'browser')
      this.keepSession(credential.token)
      return credential
    },
    /** Has the session of that token from now on. */
    keepSession(token: string): void {
      jar.set('session /', { value: token, path: '/' })
    },
  }
}

/** The pages that are not part of this test's site. */
function isPage(url: string): boolean {
  return /^\/(login|logout)$/.test(new URL(url).pathname)
}
