import type { IncomingMessage, ServerResponse } from 'node:http'
import { config } from '@/lib/config'
import { isLocalHost } from '@/lib/rules/urls/local-host'
import type { Step } from '@/server/pipeline'
import { wordsPage, wordsPolicy } from '@/server/words-page'
import { isPage } from './pages/open-page'

/** The emails of the dev mailbox. A foreign site whose name resolves to this machine must not read their links. */
const MAILBOX = /^\/(api\/)?dev\/mailbox(\/|$)/

/** In development, redirects a page opened under another name to APP_URL, because forms sent from elsewhere are refused. */
export const leadToAppUrl: Step = (request, response) => {
  const { method, url = '', headers, socket } = request
  const home = new URL(config().APP_URL)
  const isElsewhere = headers.host !== undefined && headers.host !== home.host
  const path = url.replace(/\?.*$/s, '')
  if (method !== 'GET' || !isElsewhere || !(isPage(path) || MAILBOX.test(path))) return false
  // On a phone, `localhost` is the phone itself.
  if (isLocalHost(home.hostname) && !isFromHere(socket.remoteAddress)) return sayHow(request, response)
  response.writeHead(307, { Location: home.origin + url, 'Cache-Control': 'no-store' }).end()
  return true
}

function isFromHere(remoteAddress = ''): boolean {
  return isLocalHost(remoteAddress.replace(/^::ffff:/, ''))
}

function sayHow({ headers }: IncomingMessage, response: ServerResponse): true {
  const { APP_URL } = config()
  const body = wordsPage({
    heading: 'This development server is set up for its own machine',
    paragraphs: [
      `It expects to be opened at ${APP_URL}. To use it from this device, stop it and start it with APP_URL=http://${headers.host} npm run dev`,
    ],
    wayOn: { href: '', text: 'Load the page again' },
  })
  response.writeHead(421, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': wordsPolicy() })
  response.end(body)
  return true
}
