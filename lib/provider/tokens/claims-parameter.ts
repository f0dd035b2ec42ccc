import type { KoaContextWithOIDC } from 'oidc-provider'
import { findLiveClient } from '@/db/provider/clients'
import { personalClaims } from './account'

/**
 * Replaces the parameter `claims` of a login. Only scopes decide what an app reads about a person, so nothing that it names
 * there counts, except which `acr` it needs and which account it expects. Apps that read ID tokens alone get the claims of their scopes there.
 */
export async function replaceClaims(ctx: KoaContextWithOIDC): Promise<void> {
  if (ctx.path !== '/oauth/authorize') return
  const { claims, client_id, scope } = ctx.query
  // The library refuses a parameter that is given twice.
  if (Array.isArray(claims) || typeof client_id !== 'string' || typeof scope !== 'string') return
  const client = await findLiveClient(client_id)
  if (!client || !scope.split(' ').includes('openid')) return
  // The grant has the claims of the scopes that the operator lets the app have, and the library leaves out all others.
  const names = client.idTokenClaims ? personalClaims(scope.split(' ')) : []
  const personal = Object.fromEntries(names.map((name) => [name, null]))
  const { acr, sub } = requested(claims)
  const { acr_values, ...query } = ctx.query
  ctx.query = {
    ...query,
    // The library would let it take the place of a level that the app insists on.
    ...(acr_values === undefined || acr?.essential ? {} : { acr_values }),
    claims: JSON.stringify({ id_token: { ...personal, sid: null, ...(acr ? { acr } : {}), ...(sub ? { sub } : {}) } }),
  }
}

type Requested = { essential?: unknown; value?: unknown; values?: unknown }
type Read = { acr?: { essential?: true; values?: string[] }; sub?: { value: string } }

/** Only texts that can be stored and compared; anything else in the parameter is ignored. */
function requested(claims: string | undefined): Read {
  const { acr, sub } = idTokenIn(claims)
  const values = acr && levelsIn(acr)
  return {
    ...(acr && { acr: { ...(acr.essential === true ? { essential: true } : {}), ...(values ? { values } : {}) } }),
    ...(isPlain(sub?.value) ? { sub: { value: sub.value } } : {}),
  }
}

/** The levels that satisfy the app. A second step after the password is more than the password alone. */
function levelsIn({ value, values }: Requested): string[] | undefined {
  if (value === undefined && !Array.isArray(values)) return undefined
  const asked = [value, ...(Array.isArray(values) ? values : [])].filter(isPlain)
  return asked.includes('1') ? [...asked, '2'] : asked
}

function idTokenIn(claims: string | undefined): Record<'acr' | 'sub', Requested | null | undefined> {
  try {
    return { ...JSON.parse(claims ?? '{}')?.id_token }
  } catch {
    return { acr: undefined, sub: undefined }
  }
}

const isPlain = (value: unknown): value is string => typeof value === 'string' && /^[\x20-\x7e]{1,100}$/.test(value)
