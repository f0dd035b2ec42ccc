import type { KoaContextWithOIDC } from 'oidc-provider'
import type { PrivateJwk } from './signing-key'

/**
 * Leaves keys out of the answer with the public keys. The library would publish every key by which it recognizes an ID token, and
 * apps must not accept what a retired key signs.
 */
export function hideKeys(retired: PrivateJwk[]) {
  const kids = new Set<unknown>(retired.map(({ kid }) => kid))
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next()
    if (ctx.oidc?.route !== 'jwks' || ctx.status !== 200) return
    const { keys } = ctx.body as { keys: { kid: string }[] }
    ctx.body = { keys: keys.filter(({ kid }) => !kids.has(kid)) }
  }
}
