import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { runCommand } from '../../support/apps/an-app'
import { freePort } from '../../support/servers/free-port'
import type { Site } from '../../support/servers/site'
import type { AppBrowser } from './traffic/app-browser'
import { type Answer, ask } from './traffic/ask-in-time'

type Told = { token: string; at: Date; status: number }
type Registered = { client: { id: string }; secret: string; issuer: string }
export type Tokens = { access_token: string; refresh_token: string; id_token: string }
export type ToldApp = Awaited<ReturnType<typeof startToldApp>>

/** An app with a server of its own, which is told of logouts. The operator adds it at `site`. */
export async function startToldApp(site: Site, name: string) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const [callback, backchannel] = [`${url}/callback`, `${url}/logout`]
  const words = ['--redirect', callback, '--backchannel', backchannel, '--unverified']
  const { client, secret, issuer } = await runCommand<Registered>(site, ['clients', 'add', name, ...words])
  const authorization = `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}`
  const told: Told[] = []
  /** How the app answers, and how long it takes to. */
  const manner = { status: 200, milliseconds: () => 0 }
  const server = createServer(async (request, response) => {
    const at = new Date()
    const token = new URLSearchParams(await text(request)).get('logout_token') ?? ''
    const { status } = manner
    told.push({ token, at, status })
    await pause(manner.milliseconds())
    response.writeHead(status).end()
  })
  const here = () => once(server.listen(port, '127.0.0.1'), 'listening')
  await here()

  const askForTokens = (body: Record<string, string>, from: string): Promise<Answer> =>
    ask(from, '/oauth/token', { form: body, headers: { authorization } })

  return {
    id: client.id,
    name,
    told,
    manner,
    here,
    async away(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    /** Logs the person of this browser in. Throws if the login fails. */
    async enter(browser: AppBrowser): Promise<Tokens> {
      const [verifier, state] = [randomBytes(32).toString('base64url'), randomBytes(8).toString('hex')]
      const query = new URLSearchParams({
        ...{ client_id: client.id, redirect_uri: callback, response_type: 'code', scope: 'openid email', state },
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      })
      const { searchParams } = await browser.leave(`${issuer}/oauth/authorize?${query}`)
      if (searchParams.get('state') !== state) throw new Error(`An answer to something else: ${searchParams}`)
      const grant = { grant_type: 'authorization_code', redirect_uri: callback, code_verifier: verifier }
      return tokensIn(await askForTokens({ ...grant, code: searchParams.get('code') ?? '' }, issuer))
    },
    /** Renews the tokens, at one instance if `from` is its URL. */
    renew: ({ refresh_token }: Tokens, from = issuer): Promise<Answer> =>
      askForTokens({ grant_type: 'refresh_token', refresh_token }, from),
    userinfo: ({ access_token }: Tokens, from = issuer): Promise<Answer> =>
      ask(from, '/oauth/userinfo', { headers: { authorization: `Bearer ${access_token}` } }),
    /** How often the app was told of each login, by its `sid`, without the answers that refused. Throws if a token is not valid. */
    async tellings(): Promise<Map<string, number>> {
      const keys = createRemoteJWKSet(new URL(`${issuer}/oauth/jwks`))
      const [counts, ids] = [new Map<string, number>(), new Set<unknown>()]
      for (const { token, at, status } of told) {
        const rules = { issuer, audience: client.id, typ: 'logout+jwt', currentDate: at, maxTokenAge: 120 }
        const { payload } = await jwtVerify<{ sid: string }>(token, keys, rules)
        ids.add(payload.jti)
        if (status === 200) counts.set(payload.sid, (counts.get(payload.sid) ?? 0) + 1)
      }
      if (ids.size < told.length) throw new Error(`${told.length} tokens have ${ids.size} IDs`)
      return counts
    },
  }
}

export function tokensIn({ status, text }: Answer): Tokens {
  if (status !== 200) throw new Error(`No tokens: ${status} ${text}`)
  return JSON.parse(text)
}

/** The name of the login at the app. */
export const sidOf = ({ id_token }: Tokens): string => String(decodeJwt(id_token).sid)
