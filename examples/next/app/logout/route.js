import { endSession, ORIGIN, oidc, rekey, session } from '../rekey'

export async function POST() {
  const ended = await session()
  await endSession()
  const parameters = { id_token_hint: ended?.idToken, post_logout_redirect_uri: `${ORIGIN}/` }
  const location = ended ? oidc.buildEndSessionUrl(await rekey(), parameters).href : '/'
  return new Response(null, { status: 303, headers: { location } })
}
