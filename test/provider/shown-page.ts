import { cookieCredentialFrom } from '@/app/_http/request/request-credential'
import { decideConsent } from '@/lib/provider/login/app-login'
import { currentSession } from '@/lib/sessions/current-user'
import { aCaller } from '@/test/accounts/callers'
import type { TestBrowser } from './browser'
import { type App, begin, redeem } from './running-app'

/** The page that a browser is shown on its way into an app. */
export async function pageOf(app: App, browser: TestBrowser, more: Record<string, string> = {}) {
  const begun = await begin(app, more)
  const { url, text, location } = await browser.visit(begun.url)
  if (location) throw new Error(`no page was shown: ${location}`)
  return { begun, url, shown: JSON.parse(text) }
}

export const uidOf = (url: string) => url.split('/').at(-1) ?? ''

/** The Cookie header that the browser sends to this URL. */
export function cookieOf(browser: TestBrowser, url: string): string {
  const { pathname } = new URL(url)
  const sent = [...browser.jar].filter(([, { path }]) => pathname.startsWith(path))
  return sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ')
}

/** Answers the page of consent; returns where the browser goes on. */
export async function decide(browser: TestBrowser, url: string, allowed: boolean): Promise<string> {
  const cookie = cookieOf(browser, url)
  const session = await currentSession(cookieCredentialFrom(new Headers({ cookie })))
  const shown = JSON.parse((await browser.visit(url)).text).scopes.join(' ')
  const way = await decideConsent(uidOf(url), cookie, session, { allowed, shown }, aCaller('browser'))
  if (!way) throw new Error('nothing was waiting')
  return way
}

/** The whole login of someone who is asked for consent and gives it. */
export async function enterWithConsent(app: App, browser: TestBrowser, more: Record<string, string>) {
  const page = await pageOf(app, browser, more)
  const { location } = await browser.visit(await decide(browser, page.url, true))
  return redeem(app, page.begun, location!)
}

/** What an app asks for that acts for someone who is logged out. */
export const OFFLINE = { scope: 'openid offline_access', prompt: 'consent' }
