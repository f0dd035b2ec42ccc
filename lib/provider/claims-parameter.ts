import type { KoaContextWithOIDC } from 'oidc-provider'
import { findLiveClient } from '@/db/provider/clients'
import { personalClaims } from './account'
import { offered } from './admission'

/**
 * Replaces the parameter `claims` of a login. Only scopes decide what an app reads about a person, so nothing that it names
 * there counts, except which `acr` it needs. Apps that read ID tokens alone get the claims of their scopes there.
 */
export async function replaceClaims(ctx: KoaContextWithOIDC): Promise<void> {
  if (ctx.path !== '/oauth/authorize' || ctx.method !== 'GET') return
  const { claims, client_id, scope } = ctx.query
  // The library refuses a parameter that is given twice.
  if (Array.isArray(claims) || typeof client_id !== 'string' || typeof scope !== 'string') return
  const client = await findLiveClient(client_id)
  if (!client || !scope.split(' ').includes('openid')) return
  const names = client.idTokenClaims ? personalClaims(offered(client, scope.split(' '))) : []
  const personal = Object.fromEntries(names.map((name) => [name, null]))
  const acr = requestedAcr(claims)
  ctx.query = {
    ...ctx.query,
    claims: JSON.stringify({ id_token: { ...personal, sid: null, ...(acr ? { acr } : {}) } }),
  }
}

function requestedAcr(claims: string | undefined): unknown {
  try {
    const acr = JSON.parse(claims ?? '{}')?.id_token?.acr
    return typeof acr === 'object' && !Array.isArray(acr) ? acr : undefined
  } catch {
    return undefined
  }
}
