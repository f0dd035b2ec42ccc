import type { ServerResponse } from 'node:http'
import { config } from '@/lib/config'
import type { Checked, ProxiedApp } from '@/lib/forward-auth/check-seat'
import { wordsPage, wordsPolicy } from '@/server/words-page'

type Words = Omit<Extract<Parameters<typeof wordsPage>[0], { wayOn: object }>, 'home'>

/** Sends a page at the host of an app, in the design of all others. Returns the status. */
export function showPage(response: ServerResponse, status: number, words: Words): number {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Security-Policy', wordsPolicy())
  return send(response, status, wordsPage({ ...words, home: config().APP_URL }))
}

export function send(response: ServerResponse, status: number, body: string): number {
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.writeHead(status).end(body)
  return status
}

export const notOpenTo = ({ client, user }: Extract<Checked, { is: 'forbidden' }>['seat']): Words => ({
  heading: `You don’t have access to ${client.name}`,
  paragraphs: [
    `You’re logged in as ${user.email}. ${client.name} admits only people on its list. Ask the person who runs it to add you.`,
  ],
  wayOn: { href: '/.rekey/logout', text: 'Log in as someone else' },
})

/** The proxy or the app has refused one page to somebody whom the app admits. */
export const notShownTo = ({ client, user }: Extract<Checked, { is: 'admitted' }>['seat']): Words => ({
  heading: `${client.name} didn’t show you this page`,
  paragraphs: [`You’re logged in as ${user.email} and have access to ${client.name}, but not to this page of it.`],
  wayOn: { href: '/', text: `Open ${client.name}` },
})

export const unsentForm = ({ name }: ProxiedApp, login: string): Words => ({
  heading: `You’re not logged in to ${name}`,
  paragraphs: ['What you sent did not arrive. Log in and send it again.'],
  wayOn: { href: login, text: 'Log in' },
})

export const nothingThere = ({ name }: ProxiedApp): Words => ({
  heading: 'There is nothing at this address',
  paragraphs: [],
  wayOn: { href: '/', text: `Open ${name}` },
})

export const expiredLogin = ({ name }: ProxiedApp): Words => ({
  heading: 'This login has expired',
  paragraphs: [
    `It took too long, or you logged out meanwhile. Open ${name} again to log in.`,
    'If you see this again, allow cookies for this site.',
  ],
  wayOn: { href: '/', text: `Open ${name}` },
})

export const canceledLogin = ({ name }: ProxiedApp, to: string): Words => ({
  heading: `You’re not logged in to ${name}`,
  paragraphs: ['You canceled the login.'],
  wayOn: { href: to, text: 'Log in' },
})

export const refusedLogin = ({ name }: ProxiedApp, error: string): Words => ({
  heading: `You’re not logged in to ${name}`,
  paragraphs: [`The login was refused for this reason: ${error}.`, 'Please tell the people who run the app.'],
  wayOn: { href: '/', text: 'Try again' },
})

/** The proxy asks about requests without the cookie that the browser has, so every login would lead to the next one. */
export const unseenLogin = ({ name }: ProxiedApp, to: string): Words => ({
  heading: `${name} can’t see that you’re logged in`,
  paragraphs: [
    'Your login is complete, but the server in front of the app doesn’t pass it on.',
    'Please tell the people who run the app: the proxy has to send the Cookie header of each request to /forward-auth.',
  ],
  wayOn: { href: to, text: 'Try again' },
})
