import { createHash } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect } from '@/test/expect'
import { CALLBACK } from '@/test/provider/running-app'
import { answerIn, type Fields, type Run, requestOf, send } from './run'

type Client = Pick<Run, 'site' | 'app'>
type By = 'client_secret_basic' | 'client_secret_post'
type Tokens = { access_token: string; token_type: string; expires_in: number; id_token: string; refresh_token: string }

/** The whole flow, with the checks that the suite makes in each module. */
export async function pass(run: Run, more: Fields = {}, by?: By) {
  const request = requestOf(run, more)
  return finish(run, request, (await send(run, request)).location, { by })
}

/** The rest of a flow, from where the browser was led. `more`: what the token request has besides. */
export async function finish(
  run: Run,
  request: URLSearchParams,
  location: string | undefined,
  { by, more = {} }: { by?: By; more?: Fields } = {},
) {
  const fields = { ...fieldsFor(answerIn(run, request, location).get('code')), ...more }
  const got = await tokensFor(run, fields, by)
  expect([got.claims.sub, got.claims.nonce]).toEqual([run.user.id, request.get('nonce') ?? undefined])
  if (request.has('max_age')) expect(got.claims.auth_time).toEqual(expect.any(Number))
  return { ...got, fields, info: await infoBy(run, bearer(got.tokens)) }
}

const fieldsFor = (code: string | null) => ({
  ...{ grant_type: 'authorization_code', code: code ?? '', redirect_uri: CALLBACK },
})

/** Asks for tokens, which must be as they should, and returns them with the claims of the ID token. */
export async function tokensFor(client: Client, fields: Fields, by?: By) {
  const { status, body } = await askToken(client, fields, by)
  expect([status, body.error]).toEqual([200, undefined])
  const tokens: Tokens = body
  expect(tokens.token_type).toMatch(/^bearer$/i)
  expect(tokens.expires_in).toBeGreaterThan(0)
  return { tokens, claims: await claimsIn(client, tokens) }
}

export async function askToken({ site, app }: Client, fields: Fields, by: By = 'client_secret_basic') {
  const basic = Buffer.from(`${app.id}:${app.secret}`).toString('base64')
  const inBody = { ...fields, client_id: app.id, client_secret: app.secret }
  const answer = await fetch(`${site.url}/oauth/token`, {
    method: 'POST',
    headers: by === 'client_secret_basic' ? { authorization: `Basic ${basic}` } : {},
    body: new URLSearchParams(by === 'client_secret_basic' ? fields : inBody),
  })
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.headers.get('cache-control')).toContain('no-store')
  return { status: answer.status, body: await answer.json() }
}

async function claimsIn({ site, app }: Client, { id_token, access_token }: Tokens) {
  const keys = createLocalJWKSet(await (await fetch(`${site.url}/oauth/jwks`)).json())
  const rules = { issuer: site.url, audience: app.id, requiredClaims: ['sub', 'iat', 'exp'] }
  const { payload, protectedHeader } = await jwtVerify(id_token, keys, rules)
  expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) })
  const half = createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url')
  // Neither claim has to be there in the code flow, but it has to be right if it is.
  expect([payload.at_hash ?? half, payload.azp ?? app.id]).toEqual([half, app.id])
  return payload
}

export const bearer = ({ access_token }: Pick<Tokens, 'access_token'>): RequestInit => ({
  headers: { authorization: `Bearer ${access_token}` },
})

/** What the userinfo endpoint answers to this request. */
export async function infoBy({ site, user }: Run, request: RequestInit) {
  const answer = await fetch(`${site.url}/oauth/userinfo`, request)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^application\/json/),
  ])
  const info = await answer.json()
  expect(info.sub).toBe(user.id)
  return info
}
