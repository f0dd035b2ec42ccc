import type { IncomingMessage, ServerResponse } from 'node:http'
import { cookieFrom, linkCookie, linkPage, sessionCookie } from '@/app/_http/cookies/cookie-names'
import { COOKIE_SENT } from '@/app/_http/cookies/cookie-sent'
import { safePath } from '@/app/_http/form/safe-path'
import { config } from '@/lib/config'
import { isOfNext } from '@/server/exchanges'
import type { Step } from '@/server/pipeline'
import { wordsPage, wordsPolicy } from '@/server/words-page'

/**
 * Where a cookie was set just now and the browser was sent on, it brings the cookie here, or it keeps none: then no page could
 * do what it was opened for, and would only lead to another that cannot.
 */
export const expectCookie: Step = (request, response) => {
  const [path = '', query] = (request.url ?? '').split(/\?(.*)/s)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const asked = new URLSearchParams(query)
  if (!isRead || !asked.has(COOKIE_SENT)) return false
  const link = linkPage(path)
  if (!link && path !== '/login') return false
  response.setHeader('Cache-Control', 'no-store')
  // Next asks on behalf of the action that has set the cookie, with it: only the browser can say whether it came there.
  if (isOfNext(request)) response.writeHead(204).end()
  else if (!keeps(request, link ? linkCookie(link).name : sessionCookie().name))
    sendWords(response, link ? afterLink : afterLogin(asked.get('next')))
  else if (link) response.writeHead(303, { Location: config().APP_URL + link }).end()
  // The login page itself leads on whoever is logged in.
  else return false
  return true
}

function keeps({ headers }: IncomingMessage, name: string): boolean {
  return cookieFrom(new Headers({ cookie: headers.cookie ?? '' }), name) !== undefined
}

function sendWords(response: ServerResponse, page: (host: string) => Parameters<typeof wordsPage>[0]): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Security-Policy', wordsPolicy)
  // No refusal: mail scanners keep no cookies either, and are not to take the link for a broken one.
  response.end(wordsPage(page(new URL(config().APP_URL).host)))
}

const heading = 'This site needs cookies'

/** Anybody can open this address: nothing is said of an email or a password. */
const afterLogin = (next: string | null) => (host: string) => ({
  heading,
  paragraphs: [
    'Your browser did not keep the cookie that keeps you logged in.',
    `Allow cookies for ${host} in your browser’s settings, or use another browser. Then log in again.`,
  ],
  wayOn: {
    href: next === null ? '/login' : `/login?next=${encodeURIComponent(safePath(next))}`,
    text: 'Back to log in',
  },
})

const afterLink = (host: string) => ({
  heading,
  paragraphs: [
    'Your browser did not keep the cookie that holds the link from your mail. The link was not used up.',
    `Allow cookies for ${host} in your browser’s settings, or use another browser. Then open the link from your mail again.`,
  ],
  wayOn: { href: '/', text: 'To the start page' },
})
