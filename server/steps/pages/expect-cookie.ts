import type { IncomingMessage, ServerResponse } from 'node:http'
import { cookieFrom, linkCookie, linkPage, loginCookie, sessionCookie } from '@/app/_http/cookies/cookie-names'
import { COOKIE_SENT } from '@/app/_http/cookies/cookie-sent'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'
import { config } from '@/lib/config'
import { isOfNext } from '@/server/exchanges'
import type { Step } from '@/server/pipeline'
import { wordsPage, wordsPolicy } from '@/server/words-page'

const SECOND_STEP = '/login/second-step'

/**
 * A redirect that has just set a cookie leads here. A browser that arrives without the cookie keeps none, so no page could do
 * its work: it is told to allow cookies instead of being sent from page to page.
 */
export const expectCookie: Step = (request, response) => {
  const [path = '', query] = (request.url ?? '').split(/\?(.*)/s)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const asked = new URLSearchParams(query)
  if (!isRead || !asked.has(COOKIE_SENT)) return false
  const expected = expectedAt(path, asked.get('next'))
  if (!expected) return false
  response.setHeader('Cache-Control', 'no-store')
  // Next requests this page itself, with the cookie, after the action that set it. Only the browser shows whether it was kept.
  if (isOfNext(request)) response.writeHead(204).end()
  else if (!keeps(request, expected.cookie)) sendWords(response, expected.otherwise)
  else if (expected.wayOn) response.writeHead(303, { Location: config().APP_URL + expected.wayOn }).end()
  else return false
  return true
}

type Expected = {
  cookie: string
  /** What to say if the browser did not keep it. */
  otherwise: Words
  /** Where to lead on to; undefined if the page itself does. */
  wayOn?: string
}

function expectedAt(path: string, next: string | null): Expected | undefined {
  const link = linkPage(path)
  if (link) return { cookie: linkCookie(link).name, otherwise: afterLink, wayOn: link }
  // The login page leads on everyone who is logged in.
  if (path === '/login') return { cookie: sessionCookie().name, otherwise: afterLogin(next) }
  if (path !== SECOND_STEP) return undefined
  // Led on, or reloading the page after the cookie has expired would ask to allow cookies.
  return { cookie: loginCookie().name, otherwise: afterPassword(next), wayOn: withNext(SECOND_STEP, safePath(next)) }
}

function keeps({ headers }: IncomingMessage, name: string): boolean {
  return cookieFrom(new Headers({ cookie: headers.cookie ?? '' }), name) !== undefined
}

type Words = (host: string) => Parameters<typeof wordsPage>[0]

function sendWords(response: ServerResponse, page: Words): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Security-Policy', wordsPolicy())
  // Answered with 200: mail scanners keep no cookies either, and must not report the link as broken.
  response.end(wordsPage(page(new URL(config().APP_URL).host)))
}

const heading = 'This site needs cookies'

/** Anybody can open this URL, so the text mentions neither an email nor a password. */
const afterLogin = (next: string | null) =>
  backToLogin(next, 'Your browser didn’t keep the cookie that keeps you logged in.')

const afterPassword = (next: string | null) =>
  backToLogin(next, 'Your browser didn’t keep the cookie that leads from one step of the login to the next.')

function backToLogin(next: string | null, reason: string): Words {
  return (host) => ({
    heading,
    paragraphs: [
      reason,
      `Allow cookies for ${host} in your browser’s settings, or use another browser. Then log in again.`,
    ],
    wayOn: {
      href: next === null ? '/login' : `/login?next=${encodeURIComponent(safePath(next))}`,
      text: 'Back to login',
    },
  })
}

const afterLink: Words = (host) => ({
  heading,
  paragraphs: [
    'Your browser didn’t keep the cookie that holds the link from your email. The link still works.',
    `Allow cookies for ${host} in your browser’s settings, or use another browser. Then open the link from your email again.`,
  ],
  wayOn: { href: '/', text: 'Go to the home page' },
})
