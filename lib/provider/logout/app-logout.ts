import type { KoaContextWithOIDC } from 'oidc-provider'
import { isLoggedInTo } from '@/db/provider/apps'
import { providerRequest } from '@/lib/provider/request'
import { logout } from '@/lib/sessions/logout'
import { asQuery, type LogoutTarget, urlAfterLogout } from './logout-target'

/**
 * Answers a logout that an app began (OpenID Connect RP-Initiated Logout §2). Nobody who is logged in is logged out by a link
 * alone: only the app that this very session entered may do it unasked, which its ID token proves.
 */
export async function answerLogout(ctx: KoaContextWithOIDC): Promise<void> {
  const request = providerRequest()
  const target = targetOf(ctx)
  ctx.body = null
  ctx.status = 303
  if (request?.session && !(await isOfSession(ctx, request.session.id)))
    return ctx.redirect(`/logout?${asQuery(target)}`)
  const { credential } = request?.caller ?? {}
  if (request?.session && credential) {
    await logout(credential, request.caller)
    ctx.append('Set-Cookie', request.forgetSession)
  }
  ctx.redirect(urlAfterLogout(target))
}

/** The library has checked all of it. */
function targetOf({ oidc }: KoaContextWithOIDC): LogoutTarget {
  const { post_logout_redirect_uri: uri, state } = oidc.params ?? {}
  return {
    ...(oidc.client ? { clientId: oidc.client.clientId } : {}),
    ...(typeof uri === 'string' ? { uri } : {}),
    ...(typeof state === 'string' ? { state } : {}),
  }
}

type Hint = { header: { typ?: unknown }; payload: { sid?: unknown } }

/** The ID token was issued to this app in this session, whose name no other has: a stolen or older one ends nothing unasked. */
async function isOfSession({ oidc }: KoaContextWithOIDC, sessionId: string): Promise<boolean> {
  const { client, session } = oidc
  const hint = (oidc.entities as { IdTokenHint?: Hint }).IdTokenHint
  // A logout token has the same signature and names the same session, but was never given to this browser.
  if (!hint || hint.header.typ === 'logout+jwt' || !client) return false
  const { sid } = hint.payload
  if (typeof sid !== 'string' || sid !== session?.sidFor(client.clientId)) return false
  // The library still knows an app whose access was removed, and such an app decides nothing here any more.
  return isLoggedInTo(client.clientId, sessionId, sid)
}
