import { decodeJwt } from 'jose'
import type { Provider } from 'oidc-provider'
import { epoch } from '@/lib/provider/lifetimes'

export type Interaction = InstanceType<Provider['Interaction']>

type Asked = { value?: unknown; values?: unknown[] }
type Claims = { id_token?: { sub?: Asked | null; acr?: Asked | null } }

/** Whether the app wants the owner to confirm again that it is them (OpenID Connect Core §3.1.2.1, `prompt` and `max_age`). */
export function asksToConfirm({ prompt, params }: Interaction, confirmedAt: Date, startedAt: Date): boolean {
  if (prompt.reasons.includes('login_prompt') && confirmedAt <= startedAt) return true
  const isStale = epoch(new Date()) - epoch(confirmedAt) > Number(params.max_age)
  // Confirmed after the request began is as good as it gets, however small the age that the app allows.
  return prompt.reasons.includes('max_age') && isStale && confirmedAt <= startedAt
}

/** The ID of the account that the app expects; the library has checked the signature of its token. */
export function expectedUser({ prompt, params }: Interaction): string | undefined {
  if (prompt.reasons.includes('id_token_hint')) return decodeJwt(String(params.id_token_hint)).sub
  if (!prompt.reasons.includes('claims_id_token_sub_value')) return undefined
  const value = claimsIn(params)?.sub?.value
  return typeof value === 'string' ? value : ''
}

/** The app insists on a level that this login does not have. The library asked before anybody was logged in. */
export function isUnmet({ prompt, params }: Interaction, acr: string): boolean {
  if (!prompt.reasons.includes('essential_acrs')) return false
  return !claimsIn(params)?.acr?.values?.includes(acr)
}

export function scopesOf({ params }: Interaction): string[] {
  return typeof params.scope === 'string' ? params.scope.split(' ') : []
}

/** The parameter that we have written ourselves, in claims-parameter.ts. */
function claimsIn({ claims }: Interaction['params']): Claims['id_token'] {
  return (JSON.parse(String(claims)) as Claims).id_token
}
