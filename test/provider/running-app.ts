import { randomBytes } from 'node:crypto'
import * as openid from 'openid-client'
import { insertClient } from '@/db/provider/clients'
import { hashClientSecret } from '@/lib/clients/client-secret'
import { anAct } from '@/test/operator/an-act'
import type { TestBrowser } from './browser'
import type { ProviderSite } from './provider-site'

type Fields = Partial<Parameters<typeof insertClient>[1]>
export type App = Awaited<ReturnType<typeof anApp>>
export const CALLBACK = 'https://wiki.example.com/callback'

/** A registered app and, as the app itself would have it, a client of openid-client. */
export async function anApp(site: ProviderSite, fields: Fields = {}) {
  const secret = randomBytes(32).toString('base64url')
  const id = `app-${randomBytes(8).toString('hex')}`
  const kind = fields.kind ?? 'web'
  const row = {
    ...{
      id,
      name: 'Wiki',
      kind,
      redirectUris: [CALLBACK],
      scopes: ['openid', 'profile', 'email', 'phone', 'offline_access'],
    },
    ...(kind === 'web' ? { secretHash: hashClientSecret(secret) } : {}),
    needsVerified: false,
    ...fields,
  }
  const client = await insertClient(anAct(), row, 500)
  if (typeof client === 'string') throw new Error(client)
  const isOpen = kind !== 'web'
  const openidClient = await openid.discovery(
    new URL(site.url),
    client.id,
    undefined,
    isOpen ? openid.None() : openid.ClientSecretBasic(secret),
    { execute: [openid.allowInsecureRequests] },
  )
  return { ...client, secret, openid: openidClient }
}

/** What an app keeps while a person logs in. */
export type Begun = { url: string; verifier: string; state: string; nonce: string }

export async function begin({ openid: client }: App, more: Record<string, string> = {}): Promise<Begun> {
  const verifier = openid.randomPKCECodeVerifier()
  const [state, nonce] = [openid.randomState(), openid.randomNonce()]
  const url = openid.buildAuthorizationUrl(client, {
    redirect_uri: CALLBACK,
    scope: 'openid email',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...{ state, nonce },
    ...more,
  })
  return { url: url.href, verifier, state, nonce }
}

export function redeem({ openid: client }: App, { verifier, state, nonce }: Begun, answer: string, more: object = {}) {
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, ...more }
  return openid.authorizationCodeGrant(client, new URL(answer), checks)
}

/** The whole login of a browser in which someone is logged in already. */
export async function enter(app: App, browser: TestBrowser, more: Record<string, string> = {}) {
  const begun = await begin(app, more)
  const { location, text } = await browser.visit(begun.url)
  if (!location) throw new Error(`no answer to the app: ${text}`)
  return { begun, location, tokens: await redeem(app, begun, location) }
}

/** The URL at which a login begins. A parameter that is empty in `more` is left out. */
export async function urlOf(app: App, more: Record<string, string> = {}): Promise<string> {
  const { url } = await begin(app, {
    ...(app.kind === 'native' ? { redirect_uri: app.redirectUris[0]! } : {}),
    ...more,
  })
  const made = new URL(url)
  for (const [name, value] of [...made.searchParams]) if (value === '') made.searchParams.delete(name)
  return made.href
}

/** What the app is answered instead of a code. */
export async function errorOf(app: App, browser: TestBrowser, more: Record<string, string>) {
  const { location, text } = await browser.visit(await urlOf(app, more))
  if (!location?.startsWith(CALLBACK)) throw new Error(`no answer to the app: ${text}`)
  return Object.fromEntries(new URL(location).searchParams)
}
