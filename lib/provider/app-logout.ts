import type { KoaContextWithOIDC } from 'oidc-provider'
import { isLoggedInTo } from '@/db/provider/apps'
import { findLiveClient } from '@/db/provider/clients'
import { logout } from '@/lib/sessions/logout'
import { providerRequest } from './request'

/** Where a browser goes after a logout that an app began; the library has checked all of it. */
export type LogoutTarget = { clientId?: string; uri?: string; state?: string }

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

/** The registered address of the app, if it named one, and otherwise our login page. */
export function urlAfterLogout({ uri, state }: LogoutTarget): string {
  if (!uri) return '/login?notice=logged-out'
  const url = new URL(uri)
  if (state !== undefined) url.searchParams.set('state', state)
  return url.href
}

/** Reads the target of a logout that our own page has in its URL; anyone may have written it, so it is checked again. */
export async function readLogoutTarget(query: Record<string, unknown>): Promise<LogoutTarget> {
  const { client_id, post_logout_redirect_uri, state } = query
  if (typeof client_id !== 'string') return {}
  const client = await findLiveClient(client_id)
  if (!client) return {}
  const isRegistered = client.postLogoutUris.some((uri) => uri === post_logout_redirect_uri)
  if (!isRegistered) return { clientId: client.id }
  return {
    clientId: client.id,
    uri: String(post_logout_redirect_uri),
    ...(typeof state === 'string' ? { state } : {}),
  }
}

function targetOf({ oidc }: KoaContextWithOIDC): LogoutTarget {
  const { post_logout_redirect_uri: uri, state } = oidc.params ?? {}
  return {
    ...(oidc.client ? { clientId: oidc.client.clientId } : {}),
    ...(typeof uri === 'string' ? { uri } : {}),
    ...(typeof state === 'string' ? { state } : {}),
  }
}

export function asQuery({ clientId, uri, state }: LogoutTarget): string {
  const query = { client_id: clientId, post_logout_redirect_uri: uri, state }
  return new URLSearchParams(
    Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined),
  ).toString()
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
