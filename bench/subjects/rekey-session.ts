import type { Asked } from '../load'
import type { Subject } from './subject'

/** The URL that the site is configured with, whatever its port. */
export const APP_URL = 'http://localhost'

/** Logs the first person in through the API and the login page. */
export async function sessionsOf({ url, page, login }: Subject): Promise<Subject['session']> {
  const asked = login(0)
  const credentials = asked.body as { email: string; password: string }
  return { bearer: await byProgram(url, asked), cookie: await byForm(url + page, credentials) }
}

async function byProgram(url: string, { path, headers, body }: Asked): Promise<Asked> {
  const json = { ...headers, 'content-type': 'application/json' }
  const answer = await fetch(url + path, { method: 'POST', headers: json, body: JSON.stringify(body) })
  const { access_token } = (await answer.json()) as { access_token: string }
  return { path: '/api/me', headers: { authorization: `Bearer ${access_token}` } }
}

/** Sends the form like a browser without script, with its hidden fields. */
async function byForm(page: string, credentials: Record<string, string>): Promise<Asked> {
  const html = await (await fetch(page)).text()
  const form = new FormData()
  for (const [input] of html.matchAll(/<input type="hidden"[^>]*>/g))
    form.set(attribute(input, 'name'), attribute(input, 'value'))
  for (const [name, value] of Object.entries(credentials)) form.set(name, value)
  const headers = { origin: APP_URL }
  const answer = await fetch(page, { method: 'POST', headers, body: form, redirect: 'manual' })
  const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('session='))
  if (!cookie) throw new Error(`${page} starts no session: ${answer.status}`)
  return { path: '/api/me', headers: { cookie: cookie.split(';')[0]! } }
}

function attribute(tag: string, name: string): string {
  const raw = new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return raw.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
