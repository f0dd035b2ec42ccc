import express from 'express'
import session from 'express-session'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as oidc from 'openid-client'

const { ISSUER = 'http://localhost:3000', CLIENT_ID, CLIENT_SECRET, ORIGIN = 'http://localhost:4000' } = process.env
const http = ISSUER.startsWith('http:') ? [oidc.allowInsecureRequests] : []
const rekey = await oidc.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, { execute: http })

const app = express()
const cookie = { sameSite: 'lax', secure: 'auto', maxAge: 8 * 3_600_000 }
// Sessions are in the memory of this process: give express-session a store before you have users.
app.use(session({ secret: CLIENT_SECRET, proxy: true, resave: false, saveUninitialized: false, cookie }))

app.get('/login', async (request, response) => {
  const [pkceCodeVerifier, state] = [oidc.randomPKCECodeVerifier(), oidc.randomState()]
  const code_challenge = await oidc.calculatePKCECodeChallenge(pkceCodeVerifier)
  request.session.login = { pkceCodeVerifier, expectedState: state }
  const asked = { scope: 'openid profile email', redirect_uri: `${ORIGIN}/callback` }
  const checks = { state, code_challenge, code_challenge_method: 'S256' }
  response.redirect(oidc.buildAuthorizationUrl(rekey, { ...asked, ...checks }).href)
})

app.get('/callback', async (request, response) => {
  const { login } = request.session
  if (!login) return response.redirect('/')
  const tokens = await oidc.authorizationCodeGrant(rekey, new URL(request.originalUrl, ORIGIN), login)
  const { sub, sid } = tokens.claims()
  const user = await oidc.fetchUserInfo(rekey, tokens.access_token, sub)
  // A new session ID, so that nobody can have planted the one that is now logged in.
  request.session.regenerate(() => {
    Object.assign(request.session, { user, sid, idToken: tokens.id_token })
    response.redirect('/')
  })
})

app.get('/', (request, response) => {
  const { user } = request.session
  // Without this, the Back button shows the page after a logout.
  response.set('Cache-Control', 'no-store')
  const home = user
    ? `<p>Logged in as ${escaped(user.email)} (${user.sub})</p>
      <form method="post" action="/logout"><button>Log out</button></form>`
    : '<p>Nobody is logged in.</p> <a href="/login">Log in</a>'
  response.send(`<!doctype html><html lang="en"><title>Notes</title>${home}</html>`)
})

const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

app.listen(new URL(ORIGIN).port || 80)

app.post('/logout', (request, response) => {
  const { idToken: id_token_hint } = request.session
  if (!id_token_hint) return response.redirect(303, '/')
  const logout = oidc.buildEndSessionUrl(rekey, { id_token_hint, post_logout_redirect_uri: `${ORIGIN}/` })
  request.session.destroy(() => response.redirect(303, logout.href))
})

const keys = createRemoteJWKSet(new URL(rekey.serverMetadata().jwks_uri))
const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout'

app.post('/backchannel-logout', express.urlencoded({ extended: false }), async (request, response) => {
  const rules = { issuer: ISSUER, audience: CLIENT_ID, typ: 'logout+jwt', requiredClaims: ['exp', 'jti', 'sid'] }
  const { payload } = await jwtVerify(request.body?.logout_token ?? '', keys, rules)
  if (!payload.events?.[LOGOUT] || payload.nonce) throw new Error('This is no logout token.')
  const { sessionStore } = request
  sessionStore.all((_, sessions) => {
    const ended = Object.keys(sessions).filter((id) => sessions[id].sid === payload.sid)
    for (const id of ended) sessionStore.destroy(id)
    response.set('Cache-Control', 'no-store').end()
  })
})

app.use((error, _request, response, _next) => {
  response
    .status(400)
    .type('text')
    .send(`Refused: ${error.error_description ?? error.message}`)
})
