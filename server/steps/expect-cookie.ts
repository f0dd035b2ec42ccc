import type { IncomingMessage, ServerResponse } from 'node:http'
import { cookieFrom, linkCookie, linkPage, sessionCookie } from '@/app/_http/cookies/cookie-names'
import { COOKIE_SENT } from '@/app/_http/cookies/cookie-sent'
import { safePath } from '@/app/_http/form/safe-path'
import { config } from '@/lib/config'
import { isOfNext } from '@/server/exchanges'
import type { Step } from '@/server/pipeline'
import { wordsPage, wordsPolicy } from '@/server/words-page'

/**
 * A redirect that has just set a cookie leads here. A browser that arrives without the cookie keeps none, so no page could do
 * its work: it is told to allow cookies instead of being sent from page to page.
 */
export const expectCookie: Step = (request, response) => {
  const [path = '', query] = (request.url ?? '').split(/\?(.*)/s)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const asked = new URLSearchParams(query)
  if (!isRead || !asked.has(COOKIE_SENT)) return false
  const link = linkPage(path)
  if (!link && path !== '/login') return false
  response.setHeader('Cache-Control', 'no-store')
  // Next requests this page itself, with the cookie, after the action that set it. Only the browser shows whether it was kept.
  if (isOfNext(request)) response.writeHead(204).end()
  else if (!keeps(request, link ? linkCookie(link).name : sessionCookie().name))
    sendWords(response, link ? afterLink : afterLogin(asked.get('next')))
  else if (link) response.writeHead(303, { Location: config().APP_URL + link }).end()
  // The login page leads on everyone who is logged in.
  else return false
  return true
}

function keeps({ headers }: IncomingMessage, name: string): boolean {
  return cookieFrom(new Headers({ cookie: headers.cookie ?? '' }), name) !== undefined
}

function sendWords(response: ServerResponse, page: (host: string) => Parameters<typeof wordsPage>[0]): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Security-Policy', wordsPolicy())
  // Answered with 200: mail scanners keep no cookies either, and must not report the link as broken.
  response.end(wordsPage(page(new URL(config().APP_URL).host)))
}

const heading = 'This site needs cookies'

/** Anybody can open this URL, so the text mentions neither an email nor a password. */
const afterLogin = (next: string | null) => (host: string) => ({
  heading,
  paragraphs: [
    'Your browser didn’t keep the cookie that keeps you logged in.',
    `Allow cookies for ${host} in your browser’s settings, or use another browser. Then log in again.`,
  ],
  wayOn: {
    href: next === null ? '/login' : `/login?next=${encodeURIComponent(safePath(next))}`,
    text: 'Back to login',
  },
})

const afterLink = (host: string) => ({
  heading,
  paragraphs: [
    'Your browser didn’t keep the cookie that holds the link from your email. The link still works.',
    `Allow cookies for ${host} in your browser’s settings, or use another browser. Then open the link from your email again.`,
  ],
  wayOn: { href: '/', text: 'Go to the home page' },
})
