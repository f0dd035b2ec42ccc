import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { ROOT } from '../root'

const CALLBACK = 'https://app.example.com/callback'
type Tokens = { access_token: string; refresh_token: string }

/** An app, with which it says who it is. */
type App = { id: string; authorization: string }
/** An app that a person has entered, with its tokens. */
export type EnteredApp = { authorization: string } & Tokens

/** Adds an app and logs in to it with this session, as a browser does. `cookie`: the Cookie header of the session. */
export async function enterApp(url: string, settings: Record<string, string>, cookie: string): Promise<EnteredApp> {
  return enter(url, addApp(settings), cookie)
}

/** Adds an app with the command of the operator. */
export function addApp(settings: Record<string, string>): App {
  const words = ['clients', 'add', 'Bench', '--redirect', CALLBACK, '--unverified', '--json']
  const env = { PATH: process.env.PATH, NODE_ENV: 'production' as const, ...settings }
  const { client, secret } = JSON.parse(
    execFileSync(process.execPath, ['dist/rekey.mjs', ...words], { cwd: ROOT, env, encoding: 'utf8' }),
  )
  return { id: client.id, authorization: `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}` }
}

/** The login of someone who is logged in already: the code, and the tokens for it. */
export async function enter(url: string, { id, authorization }: App, cookie: string): Promise<EnteredApp> {
  const verifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    ...{ client_id: id, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid email' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const code = await codeOf(url, `/oauth/authorize?${query}`, cookie)
  const body = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: verifier }
  return { authorization, ...(await askForTokens(url, authorization, body)) }
}

/** Renews the tokens: each refresh token works once. */
export function renew(url: string, { authorization, refresh_token }: EnteredApp): Promise<Tokens> {
  return askForTokens(url, authorization, { grant_type: 'refresh_token', refresh_token })
}

async function askForTokens(url: string, authorization: string, body: Record<string, string>): Promise<Tokens> {
  const sent = { method: 'POST', headers: { authorization }, body: new URLSearchParams(body) }
  const answer = await fetch(`${url}/oauth/token`, sent)
  if (!answer.ok) throw new Error(`no tokens: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Tokens
}

/** Follows the redirects of the login until one leads to the app. */
async function codeOf(url: string, path: string, session: string): Promise<string> {
  const cookies = [session]
  for (let next = path, steps = 0; steps < 8; steps++) {
    const headers = { cookie: cookies.join('; '), accept: 'text/html' }
    const answer = await fetch(url + next, { headers, redirect: 'manual' })
    cookies.push(...answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]!))
    const location = answer.headers.get('location')
    if (!location) throw new Error(`the login stopped at ${next}: ${answer.status}`)
    if (location.startsWith(CALLBACK)) return new URL(location).searchParams.get('code') ?? ''
    next = location.replace(/^https?:\/\/[^/]+/, '')
  }
  throw new Error('the login goes in circles')
}
