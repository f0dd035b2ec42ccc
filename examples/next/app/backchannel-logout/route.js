import { createRemoteJWKSet, jwtVerify } from 'jose'
import { CLIENT_ID, ISSUER, rekey, sessions } from '../rekey'

const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout'
let keys

/** Rekey tells us that a session has ended; only its signature proves that it is Rekey. */
export async function POST(request) {
  keys ??= createRemoteJWKSet(new URL((await rekey()).serverMetadata().jwks_uri))
  const token = String((await request.formData()).get('logout_token'))
  const rules = { issuer: ISSUER, audience: CLIENT_ID, typ: 'logout+jwt', requiredClaims: ['exp', 'jti', 'sid'] }
  const { payload } = await jwtVerify(token, keys, rules).catch(() => ({}))
  if (!payload?.events?.[LOGOUT] || payload.nonce) return new Response('This is no logout token.', { status: 400 })
  for (const [id, { sid }] of sessions) if (sid === payload.sid) sessions.delete(id)
  return new Response(null, { headers: { 'cache-control': 'no-store' } })
}
