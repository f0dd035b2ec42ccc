import { redirect } from 'next/navigation'
import { ORIGIN, oidc, rekey, startSession, takeLogin } from '../rekey'

export async function GET(request) {
  const login = await takeLogin()
  if (!login) redirect('/')
  const url = new URL(`/callback${new URL(request.url).search}`, ORIGIN)
  try {
    const tokens = await oidc.authorizationCodeGrant(await rekey(), url, login)
    const { sub, sid } = tokens.claims()
    const user = await oidc.fetchUserInfo(await rekey(), tokens.access_token, sub)
    await startSession({ user, sid, idToken: tokens.id_token })
  } catch (error) {
    return new Response(`Refused: ${error.error_description ?? error.message}`, { status: 400 })
  }
  redirect('/')
}
