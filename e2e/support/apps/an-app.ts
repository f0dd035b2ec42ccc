import { execFile } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import * as openid from 'openid-client'
import type { Site } from '@/e2e/support/servers/site'

/** What the app knows after a login, and what it was told later. */
type Entered = { claims: openid.IDToken; tokens: openid.TokenEndpointResponse; error?: string }
export type App = Awaited<ReturnType<typeof startApp>>

type Options = {
  add?: string[]
  authorize?: Record<string, string>
  /** Wants to be told when a session ends. */
  backchannel?: boolean
  /** For a site behind TLS: trusts its certificate. */
  fetch?: openid.CustomFetch
}

const BACKCHANNEL = '/backchannel-logout'

/** An app on a server of its own that logs people in at the site, written with openid-client as its developer would. */
export async function startApp(site: Site, { add = [], authorize = {}, backchannel = false, fetch }: Options = {}) {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const registered = await addClient(site, url, [...add, ...(backchannel ? ['--backchannel', url + BACKCHANNEL] : [])])
  const issuer = new URL(site.settings().APP_URL)
  const client = await openid.discovery(issuer, registered.client.id, registered.secret ?? undefined, undefined, {
    execute: issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : [],
    ...(fetch ? { [openid.customFetch]: fetch } : {}),
  })
  const begun = new Map<string, { verifier: string; nonce: string }>()
  const entered: Entered[] = []
  const logoutTokens: string[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = new URL(request.url ?? '', url)
    // With response_mode=form_post, the answer comes in the body, as a logout token does.
    if (request.method === 'POST') asked.search = await text(request)
    try {
      if (asked.pathname === '/login') await begin(response, Object.fromEntries(asked.searchParams))
      else if (asked.pathname === '/callback') await finish(asked, response)
      else if (asked.pathname === BACKCHANNEL) hear(asked, response)
      else page(response, 'Wiki')
    } catch (error) {
      page(response, `Error: ${(error as { error?: string }).error ?? error}`)
    }
  }

  async function begin(response: ServerResponse, more: Record<string, string>): Promise<void> {
    const [verifier, state, nonce] = [openid.randomPKCECodeVerifier(), openid.randomState(), openid.randomNonce()]
    begun.set(state, { verifier, nonce })
    const asked = {
      redirect_uri: `${url}/callback`,
      scope: 'openid profile email',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...{ state, nonce },
      ...authorize,
      ...more,
    }
    response.writeHead(302, { location: openid.buildAuthorizationUrl(client, asked).href }).end()
  }

  async function finish(asked: URL, response: ServerResponse): Promise<void> {
    const state = asked.searchParams.get('state') ?? ''
    const { verifier, nonce } = begun.get(state) ?? { verifier: '', nonce: '' }
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce }
    const tokens = await openid.authorizationCodeGrant(client, asked, checks)
    entered.push({ claims: tokens.claims()!, tokens })
    const info = await openid.fetchUserInfo(client, tokens.access_token, tokens.claims()!.sub)
    page(response, `Welcome to Wiki, ${info.email}`)
  }

  function hear(asked: URL, response: ServerResponse): void {
    logoutTokens.push(asked.searchParams.get('logout_token') ?? '')
    response.writeHead(200).end()
  }

  return {
    url,
    client,
    id: registered.client.id,
    secret: registered.secret ?? '',
    /** Where the app sends a browser to log in. */
    beginUrl: `${url}/login`,
    entered,
    /** What the app was told, if it was added with `backchannel`. */
    logoutTokens,
    logoutUrl: (more: Record<string, string>) =>
      openid.buildEndSessionUrl(client, { post_logout_redirect_uri: `${url}/bye`, ...more }).href,
    stop: () => void server.close(),
  }
}

function page(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><title>Wiki</title><h1>${text.replaceAll('<', '&lt;')}</h1>`)
}

/** Registers the app as an operator does. */
function addClient(site: Site, url: string, more: string[]) {
  return runCommand<{ client: { id: string }; secret: string | null }>(site, [
    ...['clients', 'add', 'Wiki', '--redirect', `${url}/callback`, '--post-logout', `${url}/bye`],
    ...more,
  ])
}

/** Runs a command of the operator on the database of the site. Not synchronously: a test may be the way to that database. */
export async function runCommand<T>(site: Site, command: string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/rekey.mjs', ...command, '--json'], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...site.settings() },
  })
  return JSON.parse(stdout) as T
}
