import { randomBytes } from 'node:crypto'
import { someone } from '@/test/accounts/someone'
import { expect } from '@/test/expect'
import { aBrowser } from '@/test/provider/browser'
import type { ProviderSite } from '@/test/provider/provider-site'
import { anApp, CALLBACK } from '@/test/provider/running-app'

export const BYE = 'https://wiki.example.com/post_logout_redirect'
export type Fields = Record<string, string>
export type Run = Awaited<ReturnType<typeof aRun>>

/** What a module of the suite begins with: a client that uses no PKCE, and a person whose browser is logged in. */
export async function aRun(site: ProviderSite) {
  const app = await anApp(site, { pkce: false, postLogoutUris: [BYE] })
  const [user, browser] = [await someone({ verified: true }), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(user)
  return { site, app, user, browser, tokenHash }
}

/** The request that the suite makes, with what the module changes. A parameter that is empty in `more` is left out. */
export function requestOf({ app }: Pick<Run, 'app'>, more: Fields = {}): URLSearchParams {
  // These characters, besides letters and digits, are those that the suite puts into a long state.
  const [state, nonce] = [`${randomBytes(62).toString('hex')}-._~`, randomBytes(8).toString('hex')]
  const usual = { client_id: app.id, redirect_uri: CALLBACK, scope: 'openid', state, nonce, response_type: 'code' }
  return new URLSearchParams(Object.entries({ ...usual, ...more }).filter(([, value]) => value !== ''))
}

export const send = ({ browser }: Run, request: URLSearchParams) => browser.visit(`/oauth/authorize?${request}`)

/** What the app is answered: at its own address, from the right issuer and with its state. */
export function answerIn({ site }: Run, request: URLSearchParams, location: string | undefined): URLSearchParams {
  expect(location).toMatch(/^https:\/\/wiki\.example\.com\/callback\?[^#]*$/)
  const answer = new URL(location!).searchParams
  expect([answer.get('iss'), answer.get('state')]).toEqual([site.url, request.get('state')])
  // The characters that RFC 6749 §4.1.2.1 allows there.
  expect(answer.get('error_description') ?? '').toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/)
  return answer
}

/** The error that the app is answered with instead of a code. */
export async function refusalOf(run: Run, request: URLSearchParams): Promise<string | null> {
  const answer = answerIn(run, request, (await send(run, request)).location)
  expect(answer.has('code')).toBe(false)
  return answer.get('error')
}

/** The document that describes the provider. */
export async function discovered({ url }: Pick<ProviderSite, 'url'>) {
  const answer = await fetch(`${url}/.well-known/openid-configuration`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^application\/json/),
  ])
  return answer.json()
}
