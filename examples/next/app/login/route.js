import { redirect } from 'next/navigation'
import { ORIGIN, oidc, rekey, rememberLogin } from '../rekey'

export async function GET() {
  const [pkceCodeVerifier, state] = [oidc.randomPKCECodeVerifier(), oidc.randomState()]
  const code_challenge = await oidc.calculatePKCECodeChallenge(pkceCodeVerifier)
  await rememberLogin({ pkceCodeVerifier, expectedState: state })
  const asked = { scope: 'openid profile email', redirect_uri: `${ORIGIN}/callback` }
  const checks = { state, code_challenge, code_challenge_method: 'S256' }
  redirect(oidc.buildAuthorizationUrl(await rekey(), { ...asked, ...checks }).href)
}
